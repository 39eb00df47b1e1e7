import { join } from 'node:path';
import { readPolicyFrom, readSigned, readTrust } from '#features/audit/signer-state.ts';
import { openKeyRing } from '#features/audit/vault.ts';
import { readBuiltSchema } from '#features/fsck/build-schema.ts';
import { type KeptFsck, runKept } from '#features/fsck/keeping.ts';
import type { FsckReport } from '#features/fsck/service.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { parseEpochs } from '#ledger/epochs.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { findingLines } from '#ledger/report.ts';
import { stopwatch } from '#platform/clock.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';

/** Where the last run's mark is kept. */
export function fsckFile({ dataDir }: Config): string {
  return join(dataDir, 'fsck.json');
}

/** The record as bukti_auditor, who can write nothing; where no way in for that role is set, as bukti_app. */
export function openRecordDatabase({ databaseUrls, dataDir }: Config, program: string): Database {
  const url = databaseUrls.auditor ?? databaseUrls.app;
  if (url === undefined)
    throw new CommandFailed(`Set DATABASE_AUDITOR_URL, or run this while \`bukti start\` runs on ${dataDir}.`, 2);
  return openDatabase({ url: url.reveal(), poolSize: 1, applicationName: `bukti ${program}` });
}

/** What a check of this installation needs besides its database. */
export async function fsckParts(config: Config): Promise<Omit<KeptFsck, 'db' | 'full'>> {
  const { vault } = await keepSecrets(config.dataDir);
  return {
    log: config.origin,
    keys: openKeyRing(Buffer.from(vault, 'base64url')),
    ...(await readSignerTrust(config)),
    readSigned: () => readSigned(signerFolder(config)),
    built: await readBuiltSchema(),
    file: fsckFile(config),
  };
}

function signerFolder({ dataDir }: Config): string {
  return join(dataDir, 'signer');
}

/** Keys of the log and their epochs, as the signer of this data folder has published them; nothing where none has. */
async function readSignerTrust(config: Config): Promise<Pick<KeptFsck, 'vkeys' | 'epochs' | 'policy' | 'policyFrom'>> {
  const published = await readTrust(signerFolder(config));
  if (published === undefined) return {};
  const epochs = parseEpochs(toUtf8(published.epochs));
  const policy = parsePolicyFile(toUtf8(published.policy));
  if (!epochs.ok) throw new CommandFailed(`epochs.txt in ${signerFolder(config)} cannot be read: ${epochs.code}`, 2);
  if (!policy.ok) throw new CommandFailed(`policy.txt in ${signerFolder(config)} cannot be read: ${policy.code}`, 2);
  const policyFrom = await readPolicyFrom(signerFolder(config));
  const trust = { vkeys: policy.value.logs.map(({ vkey }) => vkey), epochs: epochs.value, policy: policy.value };
  return policyFrom === undefined ? trust : { ...trust, policyFrom };
}

export interface FsckCommand {
  readonly full: boolean;
  readonly json: boolean;
}

/** Proves the record and the rows; the exit code is the verdict. */
export async function runFsck(config: Config, { full, json }: FsckCommand): Promise<number> {
  const db = openRecordDatabase(config, 'fsck');
  const elapsed = stopwatch();
  try {
    const report = await runKept({ ...(await fsckParts(config)), db, full });
    const seconds = elapsed();
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...report, seconds })}\n`
        : describe(report, { seconds, folder: signerFolder(config) }),
    );
    return report.exitCode;
  } finally {
    await db.close();
  }
}

const verdicts: Readonly<Record<FsckReport['exitCode'], (folder: string) => string>> = {
  0: () => 'The record is whole, and the rows are what it amounts to.',
  1: () => 'Something is wrong.',
  3: (folder) =>
    `The rows are what the record amounts to, but who signed its checkpoints was not checked: ${folder} has no policy.txt.`,
};

function describe(
  { isFull, tree, counts, findings, uncounted, exitCode, isSignerAsked }: FsckReport & { isFull: boolean },
  { seconds, folder }: { readonly seconds: number; readonly folder: string },
): string {
  const { entries, streams, openings, erased, rows } = counts;
  const rate = Math.round(entries / Math.max(seconds, 0.001));
  return [
    `${isFull ? 'Everything' : 'What has changed, and a sample'}: ${entries} entries on ${streams} streams, ${openings} openings, ${rows} rows, in ${seconds.toFixed(1)} s (${rate} entries/s).`,
    `${erased} committed values could not be opened: erased, or their keys are not here.`,
    `size ${tree.size} · ${tree.root}`,
    ...findings.flatMap((finding) => findingLines(finding, 'en')),
    ...Object.entries(uncounted).map(([code, count]) => `  + ${count} more of ${code}`),
    isSignerAsked ? '' : `What the signer remembers was not asked: ${folder} has no state that can be read here.`,
    verdicts[exitCode](folder),
  ]
    .filter((line) => line !== '')
    .concat('')
    .join('\n');
}
