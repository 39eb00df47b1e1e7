import type { Config } from '#platform/config.ts';
import { agencyCommands } from './agency-commands.ts';
import { type Command, type Invocation, languageOf } from './command.ts';
import { policyCommand } from './policy-command.ts';

const json = ['--json', 'answer in JSON, for programs'] as const;
const usage = { 2: 'wrong use or wrong settings' } as const;
const failure = { 1: 'failed; standard error says why', ...usage } as const;
const held = { 3: 'another program holds the folder (folder.held)' } as const;

export const commands: readonly Command[] = [
  {
    name: 'start',
    summary: 'run everything: Postgres, Temporal, web server, worker and notary',
    examples: [
      'bukti start',
      'PORT=8080 BUKTI_DATA_DIR=/srv/bukti bukti start',
      'DATABASE_URL=postgres://… bukti start',
    ],
    exitCodes: failure,
    run: async (config) => {
      const { demoHooks } = await import('./demo.ts');
      return (await import('./start.ts')).runStart(config, { hooks: demoHooks(config) });
    },
  },
  {
    name: 'server',
    summary: 'run the web server alone: pages, API and sign-in',
    examples: [
      'PORT=8080 DATABASE_APP_URL=postgres://… TEMPORAL_ADDRESS=temporal:7233 BUKTI_ISSUER=https://… bukti server',
    ],
    exitCodes: failure,
    run: async (config) => (await import('./server.ts')).runServer(config),
  },
  {
    name: 'worker',
    summary: 'run the worker alone: it moves stages and looks after those that nobody woke',
    examples: ['DATABASE_APP_URL=postgres://… TEMPORAL_ADDRESS=temporal:7233 bukti worker'],
    exitCodes: failure,
    run: async (config) => {
      const { createActivities } = await import('#activities/index.ts');
      return (await import('./worker.ts')).runWorker(config, ({ house }) => createActivities(house));
    },
  },
  {
    name: 'notary',
    summary: 'run the notary alone: it seals entries into the log and signs checkpoints',
    examples: ['DATABASE_SEQUENCER_URL=postgres://… DATABASE_SIGNER_URL=postgres://… bukti notary'],
    exitCodes: failure,
    run: async (config) => (await import('./notary.ts')).runNotary(config),
  },
  {
    name: 'witness',
    summary: 'run a witness: another organisation that signs checkpoints of logs it knows, and keeps what it refused',
    examples: [
      'BUKTI_WITNESS_NAME=inspektorat.example/saksi BUKTI_WITNESS_DIR=/srv/witness PORT=8088 bukti witness',
      'BUKTI_WITNESS_NAME=… BUKTI_WITNESS_LOGS=/etc/bukti/logs.txt bukti witness',
    ],
    exitCodes: { ...failure, ...held },
    run: async (config) => (await import('./witness.ts')).runWitness(config),
  },
  {
    name: 'migrate',
    summary: 'bring the database up to this build',
    options: [json],
    examples: ['DATABASE_URL=postgres://… bukti migrate', 'bukti migrate --json'],
    exitCodes: failure,
    run: async (config, { options }) =>
      (await import('./migrate.ts')).runMigrate(config, { json: options['json'] === true }),
  },
  {
    name: 'replay-erasures',
    summary: 'after a restore: destroy again what was erased since the backup, before anything else may connect',
    examples: ['DATABASE_URL=postgres://… BUKTI_DATA_DIR=/srv/bukti bukti replay-erasures'],
    exitCodes: failure,
    run: async (config) => (await import('./replay-erasures.ts')).runReplayErasures(config),
  },
  {
    name: 'rotate-vault-key',
    summary: 'put every data key of the vault under a new key-encryption key; no opening is touched',
    examples: ['DATABASE_URL=postgres://… BUKTI_DATA_DIR=/srv/bukti bukti rotate-vault-key'],
    exitCodes: failure,
    run: async (config) => (await import('./rotate-vault-key.ts')).runRotateVaultKey(config),
  },
  {
    name: 'import',
    summary: 'import a folder of SIASN files into an agency: people, units, posts, histories',
    argument: ['<folder>', 'folder with siasn-profile (CSV or XLSX) and the histories and claims beside it'],
    options: [
      ['--agency <code>', 'whose people they are; otherwise the one that BUKTI_AGENCY names'],
      ['--dry-run', 'read and report everything, write nothing'],
      ['--exclude-refused', 'import without the rows that cannot be imported; otherwise one of them refuses all'],
      ['--accept-corrections', 'take another NIP for a known PNS ID as a correction; otherwise its row is refused'],
      ['--errors <file>', 'write all findings to this CSV file, one a line, with what to do at the source'],
      ['--refused <file>', 'write the refused rows to this CSV file, to be mended and delivered again'],
      json,
    ],
    examples: [
      'bukti import delivery/ --agency kota-contoh --dry-run --errors findings.csv',
      'bukti import delivery/ --agency kota-contoh --exclude-refused --refused to-mend.csv',
    ],
    exitCodes: { 1: 'refused or failed, and nothing was written; standard error says why', ...usage },
    run: async (config: Config, { args: [folder = ''], options }: Invocation): Promise<number> => {
      const { agency, errors, refused } = options;
      const flags = {
        dryRun: options['dryRun'] === true,
        excludeRefused: options['excludeRefused'] === true,
        acceptCorrections: options['acceptCorrections'] === true,
        json: options['json'] === true,
      };
      const paths = { ...textOption({ errors }), ...textOption({ refused }) };
      return (await import('./import.ts')).runImport(config, {
        folder,
        agency: typeof agency === 'string' ? agency : config.agency,
        ...flags,
        ...paths,
      });
    },
  },
  {
    name: 'publish-retention',
    summary: 'publish how long an agency keeps personal data, and on which grounds it erases or holds them',
    argument: ['<file>', 'rules of retention in JSON, such as policies/retention/asn.json'],
    options: [['--agency <code>', 'whose rules they are; otherwise the one that BUKTI_AGENCY names'], json],
    examples: ['bukti publish-retention policies/retention/asn.json --agency kota-contoh'],
    exitCodes: { 1: 'refused or failed, and nothing was published; standard error says why', ...usage },
    run: async (config, { args: [file = ''], options }) => {
      const { agency } = options;
      return (await import('./publish-retention.ts')).runPublishRetention(config, {
        file,
        agency: typeof agency === 'string' ? agency : config.agency,
        json: options['json'] === true,
      });
    },
  },
  policyCommand,
  ...agencyCommands,
  {
    name: 'verify',
    summary: 'check a bundle offline: bytes, signatures, order, and that the result follows from the facts',
    argument: ['<bundle>', 'zip file'],
    options: [
      json,
      ['--policy <file>', 'your own copy of policy.txt'],
      ['--epochs <file>', 'your own copy of epochs.txt'],
      ['--since <file>', 'a signed checkpoint that you hold from earlier'],
      ['--receipt <file>', 'a receipt that you hold (JSON): its entry must be in the bundle'],
      ['--now <instant>', 'the time by your clock, such as 2026-11-30T08:00:00Z: is the newest cosignature fresh?'],
      ['--authorities <file>', 'certificates (PEM) of the time-stamping authorities that you trust'],
      ['--threads <count>', 'replay the selections in so many threads; of itself only a large bundle has any'],
      ['--language <code>', 'en or id'],
    ],
    examples: [
      'bukti verify BUNDLE.zip',
      'bukti verify BUNDLE.zip --epochs held/epochs.txt --policy held/policy.txt --json',
    ],
    otherwise:
      'Without this program: open verifiers/bukti-verify.html in any browser; it needs no network and finds the same.',
    exitCodes: {
      1: 'something is wrong with the bundle',
      2: 'not a bundle, or wrong use',
      3: 'nothing wrong was found, but something required stayed unchecked',
      4: 'the verifier itself failed: that is no verdict',
    },
    run: async (_config: Config, { args: [bundle = ''], options }: Invocation): Promise<number> => {
      const { policy, epochs, since, receipt, now, authorities, threads } = options;
      const held = { ...textOption({ policy }), ...textOption({ epochs }), ...textOption({ authorities }) };
      const own = { ...held, ...textOption({ since, receipt }), ...textOption({ now, threads }) };
      const wanted = { bundle, json: options['json'] === true, language: languageOf(options['language']) } as const;
      return (await import('./verify.ts')).runVerify({ ...wanted, ...own });
    },
  },
  {
    name: 'keys',
    summary: "look at the signer's keys, change them, take a lost one out of use, let a frozen signer go on",
    argument: ['<act>', 'status, prepare, rotate, revoke or unfreeze'],
    options: [
      ['--emergency <file>', 'to revoke: the file of the emergency key'],
      ['--key <vkey>', 'to revoke: the key that is meant; needed where the one that signs replaced a revoked one'],
      ['--last-size <size>', 'to revoke: the last size at which the key is believed; otherwise all that was signed'],
      json,
    ],
    examples: [
      'bukti keys status',
      'bukti keys prepare',
      'bukti keys rotate',
      'bukti keys revoke --emergency /media/safe/emergency.key',
      'bukti keys unfreeze',
    ],
    exitCodes: { 1: 'refused or failed; standard error says why', ...usage, ...held },
    run: async (config: Config, { args: [act = ''], options }: Invocation): Promise<number> => {
      const { emergency, key, lastSize } = options;
      const given = { ...textOption({ emergency }), ...textOption({ key }), ...textOption({ lastSize }) };
      return (await import('./keys.ts')).runKeys(config, { act, json: options['json'] === true, ...given });
    },
  },
  {
    name: 'import-entries',
    summary: 'put back into a restored database the entries that were signed and are missing',
    argument: ['<mirror>', 'a bundle, or a folder with tile/entries/…'],
    options: [json],
    examples: ['bukti import-entries /mnt/mirror', 'bukti import-entries dump.zip --json'],
    exitCodes: { 1: 'refused, and nothing was written; standard error says why', ...usage },
    run: async (config: Config, { args: [mirror = ''], options }: Invocation): Promise<number> =>
      (await import('./import-entries.ts')).runImportEntries(config, { mirror, json: options['json'] === true }),
  },
  {
    name: 'log',
    summary: 'close the log for good, or open one that goes on from a closed log',
    argument: ['<act>', 'close or open'],
    required: [['--incident <code>', 'why, as a code, such as migration']],
    options: [
      ['--successor <origin>', 'to close: origin of the log that goes on'],
      ['--after <file>', 'to open: the final checkpoint of the log before'],
      ['--policy <file>', 'to open: its policy.txt'],
    ],
    examples: [
      'bukti log close --incident migration --successor bukti.kota-contoh.example/2027',
      'BUKTI_ORIGIN=bukti.kota-contoh.example/2027 bukti log open --incident migration --after final.checkpoint --policy policy.txt',
    ],
    exitCodes: { ...failure, ...held },
    run: async (config: Config, { args: [act = ''], options }: Invocation): Promise<number> => {
      const { incident, successor, after, policy } = options;
      const given = { ...textOption({ successor }), ...textOption({ after }), ...textOption({ policy }) };
      return (await import('./log.ts')).runLog(config, { act, incident: String(incident), ...given });
    },
  },
  {
    name: 'fsck',
    summary: 'prove the database: the record is whole, and the rows are what its entries amount to',
    options: [['--full', 'everything; otherwise what has grown since the last run, and a sample'], json],
    examples: ['bukti fsck', 'bukti fsck --full --json'],
    exitCodes: {
      1: 'something is wrong',
      ...usage,
      3: 'nothing is wrong, but without policy.txt of the signer nobody can say who signed',
    },
    run: async (config, { options }) =>
      (await import('./fsck.ts')).runFsck(config, { full: options['full'] === true, json: options['json'] === true }),
  },
  {
    name: 'replay',
    summary: 'derive every decision of the record again, under the policy then in force',
    options: [
      ['--selection <id>', 'of one selection'],
      ['--all', 'of all selections, as without --selection'],
      [
        '--policy <file>',
        'as if this pack had been in force in the place of its version: whom another rule would concern',
      ],
      json,
    ],
    examples: [
      'bukti replay --all',
      'bukti replay --selection 0b9d0f2e-0d5e-4c8e-9a51-3f1d2c4b5a60 --json',
      'bukti replay --policy changed-pack.json',
    ],
    exitCodes: { 1: 'a decision does not come out as recorded', ...usage },
    run: async (config, { options }) => {
      const { selection, policy } = options;
      const asked = { ...textOption({ selection }), ...textOption({ policy }), json: options['json'] === true };
      return (await import('./replay.ts')).runReplay(config, asked);
    },
  },
  {
    name: 'token',
    summary: 'print a bearer token of one of the personas of the demo, or of a candidate of its story',
    required: [
      ['--persona <names...>', 'as whom to ask, such as secretary; several names give a token each, one a line'],
    ],
    examples: [
      'bukti token --persona secretary',
      'bukti token --persona candidate-2 candidate-3',
      'curl -H "Authorization: Bearer $(bukti token --persona hr)" …',
    ],
    exitCodes: failure,
    run: async (config, { options }) => (await import('./token.ts')).runToken(config, options['persona'] as string[]),
  },
  {
    name: 'reconcile',
    summary: 'start the workflow of every selection that is going on and has none',
    options: [json],
    examples: ['bukti reconcile', 'bukti reconcile --json'],
    exitCodes: failure,
    run: async (config, { options }) =>
      (await import('./reconcile.ts')).runReconcile(config, { json: options['json'] === true }),
  },
];

/** An option that was given, as a text. */
function textOption<Name extends string>(option: Record<Name, unknown>): { [K in Name]?: string } {
  return Object.fromEntries(Object.entries(option).filter(([, value]) => typeof value === 'string')) as {
    [K in Name]?: string;
  };
}
