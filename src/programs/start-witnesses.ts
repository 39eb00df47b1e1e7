import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openWitnessFolder } from '#features/witnesses/service.ts';
import { prepareChild } from '#platform/child-program.ts';
import { childEnvironment } from '#platform/config.ts';
import { holdFolder } from '#platform/folder-hold.ts';
import type { InstanceSettings } from '#platform/instance.ts';
import { writeAtomically } from '#platform/kept-files.ts';
import { keepPort } from '#platform/ports.ts';
import type { ProgramSpec } from '#platform/supervised.ts';

/** The demo's witnesses. In earnest each is run by the organisation that it is named after, on a machine of its own. */
const demoWitnesses = [
  { label: 'inspektorat', key: 'inspektorat.kota-contoh.example/saksi' },
  { label: 'universitas', key: 'universitas-contoh-raya.example/saksi' },
  { label: 'arsip', key: 'kearsipan.provinsi-contoh.example/saksi' },
] as const;

/** What the demo promises: a day, so that a demo that was stopped overnight is not late. */
const promises = ['#bukti covered-within 86400', '#bukti fresh-within 86400'];

export interface DemoWitnesses {
  readonly specs: readonly ProgramSpec[];
  /** For the notary. */
  readonly settings: InstanceSettings;
}

export interface WitnessParts {
  readonly dataDir: string;
  /** Another program than `bin/bukti.js`, for tests. */
  readonly childProgram: string | undefined;
}

/** Three witnesses, each with its folder and key in the data folder, and the policy that asks for two of them. */
export async function prepareWitnesses({ dataDir, childProgram }: WitnessParts): Promise<DemoWitnesses> {
  const home = join(dataDir, 'witnesses');
  await mkdir(home, { recursive: true });
  const prepared = [];
  for (const witness of demoWitnesses) prepared.push(await prepareOne({ dataDir, childProgram }, home, witness));
  const labels = demoWitnesses.map(({ label }) => label).join(' ');
  const lines = [...promises, ...prepared.map(({ line }) => line), `group saksi 2 ${labels}`, 'quorum saksi', ''];
  const file = join(home, 'policy.txt');
  await writeAtomically(file, lines.join('\n'), 0o644);
  return { specs: prepared.map(({ spec }) => spec), settings: { BUKTI_WITNESSES: file } };
}

async function prepareOne(
  { dataDir, childProgram }: WitnessParts,
  home: string,
  { label, key }: (typeof demoWitnesses)[number],
): Promise<{ line: string; spec: ProgramSpec }> {
  const folder = join(home, label);
  const vkey = await makeWitness(folder, key);
  const port = await keepPort(home, label);
  const env = childEnvironment({
    PORT: String(port),
    BUKTI_HOST: '127.0.0.1',
    BUKTI_DATA_DIR: dataDir,
    BUKTI_WITNESS_NAME: key,
    BUKTI_WITNESS_DIR: folder,
    BUKTI_WITNESS_LOGS: join(dataDir, 'signer', 'logs.txt'),
  });
  const program = childProgram === undefined ? {} : { program: childProgram };
  const logFile = join(dataDir, 'log', `witness-${label}.log`);
  const spec = prepareChild({ name: `witness-${label}`, command: 'witness', env, logFile, graceMs: 1_000, ...program });
  return { line: `witness ${label} ${vkey} http://127.0.0.1:${port}`, spec };
}

/** Made here, so that the policy can name its key before the witness runs. */
async function makeWitness(folder: string, key: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const hold = await holdFolder(folder);
  try {
    return (await openWitnessFolder(folder, key)).vkey;
  } finally {
    await hold.release();
  }
}
