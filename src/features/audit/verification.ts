import { admitReader } from '#features/readings/service.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import { stampPath } from '#ledger/checks/stamp.ts';
import { ledgerCodes } from '#ledger/codes.ts';
import { type Finding, isNote } from '#ledger/findings.ts';
import { checkMerit } from '#ledger/merit.ts';
import { checkNames, skipWords } from '#ledger/report.ts';
import { type CheckResult, type Verification, verifyBundle } from '#ledger/verify.ts';
import { readZip } from '#ledger/zip-read.ts';
import { Unavailable } from '#platform/weather.ts';
import type { VerificationAnswer } from '#schemas/audit.ts';
import {
  type BundleAsked,
  buildBundle,
  partOf,
  type RecordAsked,
  type RecordHouse,
  untilPublished,
} from './bundles.ts';
import { findLastSeq } from './queries.ts';
import { getPublishedCheckpoint } from './receipts.ts';

/** A record that has not grown is not checked again within this time. */
const rememberedMs = 60_000;
const mostRemembered = 200;
/** Checking is the work of this very process: what takes longer is checked from the bundle, elsewhere. */
const longestStream = 10_000;
const mostFindings = 200;

export type Verifier = (asked: RecordAsked) => Promise<VerificationAnswer>;

interface Remembered {
  readonly answer: Promise<VerificationAnswer>;
  readonly untilMs: number;
}

/** Checks selections by their bundles, one at a time, with a short memory. */
export function createVerifier(house: RecordHouse): Verifier {
  const remembered = new Map<string, Remembered>();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (asked: BundleAsked) => {
    const answer = last.then(() => verify(house, asked));
    // Whoever comes next waits for this one, however it ends.
    last = answer.catch(() => undefined);
    return answer;
  };
  return async (asked) => {
    const { key, bundle } = await admit(house, asked);
    const known = remembered.get(key);
    if (known !== undefined && performance.now() < known.untilMs) return known.answer;
    if (remembered.size >= mostRemembered) remembered.clear();
    const answer = inTurn(bundle);
    remembered.set(key, { answer, untilMs: performance.now() + rememberedMs });
    answer.catch(() => remembered.delete(key));
    return answer;
  };
}

/** Who may have the bundle may have it checked; the key says what would be checked. */
async function admit(
  house: RecordHouse,
  { asker, selectionId }: RecordAsked,
): Promise<{ key: string; bundle: BundleAsked }> {
  const { selection, mayRead } = await house.db.transaction(asker.accountId, (tx) =>
    admitReader(tx, { asker, selectionId, needs: 'bundle', as: 'verification' }),
  );
  const part = partOf(selection);
  const { stream } = part;
  const trust = await untilPublished(house, stream);
  const seq = await findLastSeq(house.db, stream);
  if (seq > longestStream) throw new Unavailable('this record is too long to be checked here: check its bundle');
  const { note } = await getPublishedCheckpoint(house);
  const mayOpen = mayRead('ledger');
  return { key: [selectionId, seq, note, mayOpen].join(), bundle: { ...part, trust, mayOpen } };
}

async function verify(house: RecordHouse, asked: BundleAsked): Promise<VerificationAnswer> {
  const bytes = await buildBundle(house, asked);
  const { policy, epochs, authorities } = asked.trust;
  // Who brings certificates asks for a stamp, which a young record may not have yet.
  const isStamped = authorities !== undefined && readZip(bytes).files.has(stampPath);
  const pinned = {
    policy: toUtf8(policy),
    epochs: toUtf8(epochs),
    ...(isStamped && { authorities: toUtf8(authorities) }),
  };
  return tell(verifyBundle(bytes, { ...pinned, merit: checkMerit }));
}

const results = { 0: 'passed', 1: 'failed', 2: 'failed', 3: 'incomplete' } as const;

function tell({ exitCode, bundle, checkpoint, checks, findings, uncounted }: Verification): VerificationAnswer {
  const shown = findings.slice(0, mostFindings);
  const left = Object.values(uncounted).reduce((sum, count) => sum + count, findings.length - shown.length);
  return {
    result: results[exitCode],
    checkpoint: checkpoint ?? null,
    entries: bundle?.entries ?? 0,
    openings: bundle?.openings ?? 0,
    checks: checks.map(tellCheck),
    findings: shown.map(tellFinding),
    more: left,
  };
}

function tellCheck({ check, status, reason }: CheckResult): VerificationAnswer['checks'][number] {
  const why = reason === undefined ? null : { code: reason, words: skipWords[reason] };
  return { check, words: checkNames[check], result: status, reason: why };
}

function tellFinding(finding: Finding): VerificationAnswer['findings'][number] {
  const { check, code, place, expected = null, found = null } = finding;
  return { check, code, words: ledgerCodes[code], isNote: isNote(finding), place, expected, found };
}
