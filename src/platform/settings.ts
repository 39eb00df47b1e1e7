import { z } from 'zod';
import { Secret } from './secret.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** One setting of the environment: how its text is read, what holds when it is absent, and what it means. */
interface Setting<Value> {
  readonly form: z.ZodType<Value, string>;
  /** In words, for the table of settings. */
  readonly accepts: string;
  readonly fallback: string;
  readonly meaning: string;
}

function wholeNumber(least: number, most: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);
}

const flag = z
  .enum(['0', '1', 'true', 'false'], 'must be 1, 0, true or false')
  .transform((text) => text === '1' || text === 'true');

function hasProtocol(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

const databaseUrl = z
  .string()
  .refine((text) => hasProtocol(text, ['postgres:', 'postgresql:']), 'must be a postgres:// address')
  .transform((text) => new Secret(text));

const webUrl = z.string().refine((text) => hasProtocol(text, ['http:', 'https:']), 'must be an http(s) address');

const code = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'must be a code such as kota-contoh');

/** Every setting that the product reads. The table in docs/settings.md is made from this one. */
export const settings = {
  PORT: {
    form: wholeNumber(0, 65_535),
    accepts: 'port number; 0 takes a free one',
    fallback: '3000',
    meaning: 'Port of the web server.',
  },
  BUKTI_HOST: {
    form: z.string().regex(/^[0-9A-Za-z.:-]+$/, 'must be an address or host name'),
    accepts: 'address',
    fallback: '127.0.0.1',
    meaning: 'Address on which the web server listens.',
  },
  BUKTI_DATA_DIR: {
    form: z.string(),
    accepts: 'folder',
    fallback: '.bukti in the working folder',
    meaning: 'Everything that Bukti keeps outside Postgres, and the embedded Postgres itself.',
  },
  BUKTI_ERASURES_DIR: {
    form: z.string(),
    accepts: 'folder',
    fallback: 'erasures in the data folder',
    meaning: 'The journal of erasures; must never be restored together with the database.',
  },
  DATABASE_URL: {
    form: databaseUrl,
    accepts: 'postgres:// address',
    fallback: 'embedded Postgres in the data folder',
    meaning: "The administrator's way into the database; used by start and migrate alone.",
  },
  DATABASE_APP_URL: {
    form: databaseUrl,
    accepts: 'postgres:// address',
    fallback: 'made by start',
    meaning: 'Role bukti_app: web server, worker, import.',
  },
  DATABASE_SEQUENCER_URL: {
    form: databaseUrl,
    accepts: 'postgres:// address',
    fallback: 'made by start',
    meaning: 'Role bukti_sequencer: notary.',
  },
  DATABASE_SIGNER_URL: {
    form: databaseUrl,
    accepts: 'postgres:// address',
    fallback: 'made by start',
    meaning: 'Role bukti_signer: notary.',
  },
  DATABASE_AUDITOR_URL: {
    form: databaseUrl,
    accepts: 'postgres:// address',
    fallback: 'made by start',
    meaning: 'Role bukti_auditor: fsck and replay, also by the worker; auditors who read with programs of their own.',
  },
  TEMPORAL_ADDRESS: {
    form: z.string().regex(/^[0-9A-Za-z.-]+:\d{1,5}$/, 'must be host:port'),
    accepts: 'host:port',
    fallback: 'development server in the data folder',
    meaning: 'An existing Temporal cluster.',
  },
  TEMPORAL_NAMESPACE: {
    form: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]*$/, 'must be a namespace'),
    accepts: 'name',
    fallback: 'default',
    meaning: 'Namespace in that cluster.',
  },
  BUKTI_ORIGIN: {
    form: z.string().regex(/^[!-*,-~]{1,255}$/, 'must be 1 to 255 printable characters without space and +'),
    accepts: 'name of the log',
    fallback: 'bukti.kota-contoh.example/2026',
    meaning: 'Origin of the log: stands in every entry and checkpoint, and can never be changed for a log.',
  },
  BUKTI_ISSUER: {
    form: webUrl,
    accepts: 'http(s) address',
    fallback: 'the identity provider of the demo',
    meaning: 'OpenID Connect issuer whose tokens are accepted.',
  },
  BUKTI_REALM: {
    form: code,
    accepts: 'code',
    fallback: 'agency',
    meaning: 'Name under which accounts of that issuer are kept; outlives a change of its address.',
  },
  BUKTI_AUDIENCE: {
    form: z.string(),
    accepts: 'text',
    fallback: 'bukti-api',
    meaning: 'What bearer tokens must be meant for.',
  },
  BUKTI_CLIENT_ID: {
    form: z.string(),
    accepts: 'text',
    fallback: 'bukti-web',
    meaning: 'Client with which browsers sign in.',
  },
  BUKTI_CLIENT_SECRET: {
    form: z.string().transform((text) => new Secret(text)),
    accepts: 'text',
    fallback: 'none: a public client',
    meaning: 'Secret of that client.',
  },
  BUKTI_PUBLIC_URL: {
    form: webUrl.transform((text) => text.replace(/\/+$/, '')),
    accepts: 'http(s) address',
    fallback: 'http://127.0.0.1:PORT',
    meaning: 'Address under which people reach the web server.',
  },
  BUKTI_PROXIES: {
    form: wholeNumber(0, 10),
    accepts: '0 to 10',
    fallback: '0',
    meaning: 'Proxies in front of the web server, whose forwarded addresses are believed.',
  },
  BUKTI_DEMO: {
    form: flag,
    accepts: '1 or 0',
    fallback: '1 for start, else 0',
    meaning: 'The fictional city with its personas and their identity provider. Never in production.',
  },
  BUKTI_AGENCY: {
    form: code,
    accepts: 'code',
    fallback: 'kota-contoh',
    meaning: 'Agency for which the command line acts.',
  },
  BUKTI_FSCK_HOURS: {
    form: wholeNumber(0, 720),
    accepts: '0 to 720',
    fallback: '24',
    meaning:
      'Hours between two runs of fsck by the worker, the first at its start; every week one is in full. 0: none.',
  },
  BUKTI_LOG_LEVEL: {
    form: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`),
    accepts: logLevels.join(', '),
    fallback: 'info',
    meaning: 'Least grave line that is logged.',
  },
  BUKTI_POOL_SIZE: {
    form: wholeNumber(1, 500),
    accepts: '1 to 500',
    fallback: '10',
    meaning: 'Database connections of the web server.',
  },
  BUKTI_WORKER_POOL_SIZE: {
    form: wholeNumber(1, 500),
    accepts: '1 to 500',
    fallback: '10',
    meaning: 'Database connections of the worker.',
  },
  BUKTI_WORKER_ACTIVITIES: {
    form: wholeNumber(1, 500),
    accepts: '1 to 500, at most BUKTI_WORKER_POOL_SIZE',
    fallback: '10',
    meaning: 'Activities that one worker runs at once.',
  },
  BUKTI_WORKER_CACHED_WORKFLOWS: {
    form: wholeNumber(1, 100_000),
    accepts: '1 to 100000',
    fallback: '1000',
    meaning: 'Workflows that one worker keeps in memory, 0.3 to 0.4 MB each.',
  },
  BUKTI_WITNESSES: {
    form: z.string(),
    accepts: 'file',
    fallback: 'three witnesses made by start in the demo, else none',
    meaning:
      'Witnesses, groups and quorum of the policy, as lines of a tlog-policy file with addresses; also what the agency promises (docs/ledger-format.md, section 11). Read by the notary.',
  },
  BUKTI_PUBLISH_S: {
    form: wholeNumber(1, 86_400),
    accepts: '1 to 86400',
    fallback: '60; 2 in the demo',
    meaning: 'Seconds between checkpoints that are taken to the witnesses; an announcement is taken at once.',
  },
  BUKTI_STAMP_URL: {
    form: webUrl,
    accepts: 'http(s) address',
    fallback: 'no time stamps',
    meaning: 'Time-stamping authority (RFC 3161). Asked by the notary; needs BUKTI_STAMP_AUTHORITIES.',
  },
  BUKTI_STAMP_AUTHORITIES: {
    form: z.string(),
    accepts: 'file',
    fallback: 'no time stamps',
    meaning: 'Certificates (PEM) to which the stamps must lead; enclosed in bundles that carry a stamp.',
  },
  BUKTI_STAMP_S: {
    form: wholeNumber(1, 86_400),
    accepts: '1 to 86400',
    fallback: '3600',
    meaning: 'Seconds between two time stamps; a checkpoint that covers an announced decision is stamped at once.',
  },
  BUKTI_MIRROR_TOKEN: {
    form: z
      .string()
      .min(16, 'must have at least 16 characters')
      .transform((text) => new Secret(text)),
    accepts: 'text of 16 characters or more',
    fallback: 'none: entries are given to no mirror',
    meaning: 'Bearer token with which an agreed mirror reads `/tile/entries/`.',
  },
  BUKTI_WITNESS_NAME: {
    form: z.string().regex(/^[!-*,-~]{1,255}$/, 'must be 1 to 255 printable characters without space and +'),
    accepts: 'name of a key',
    fallback: 'none; bukti witness needs it',
    meaning: 'Name of the key of this witness, such as inspektorat.example/saksi.',
  },
  BUKTI_WITNESS_DIR: {
    form: z.string(),
    accepts: 'folder',
    fallback: 'witness in the data folder',
    meaning: 'Key, state and evidence of this witness.',
  },
  BUKTI_WITNESS_LOGS: {
    form: z.string(),
    accepts: 'file',
    fallback: 'logs.txt in BUKTI_WITNESS_DIR',
    meaning: 'Verifier keys of the logs that this witness knows, one a line; read anew for every request.',
  },
  BUKTI_VECTORS: {
    form: z.string(),
    accepts: 'folder',
    fallback: 'test/vectors',
    meaning: 'Test vectors; read by npm run test:vectors alone.',
  },
} as const satisfies Record<string, Setting<unknown>>;

/** The table of docs/settings.md. */
export function describeSettings(): string {
  const rows = Object.entries(settings).map(
    ([name, { accepts, fallback, meaning }]) => `| \`${name}\` | ${accepts} | ${fallback} | ${meaning} |`,
  );
  return [
    '# Settings',
    '',
    'Read from the environment once, when a program starts. An unknown `BUKTI_…` setting or a malformed value ends the',
    'program with an error that names it; an empty value counts as absent. Made from `src/platform/settings.ts` by',
    '`npx vitest run test/platform/config.test.ts -u`.',
    '',
    '| setting | accepts | when absent | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
