import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { CommandFailed } from './command-failed.ts';
import type { Secret } from './secret.ts';
import { settings } from './settings.ts';

export type DatabaseRole = 'app' | 'sequencer' | 'signer' | 'auditor';

/** What a program was told. Absent members were not set; `start` decides them and tells its children. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly erasuresDir: string;
  /** Absolute; shared by all data folders of this user. */
  readonly cacheDir: string;
  readonly adminUrl?: Secret;
  readonly databaseUrls: Readonly<Partial<Record<DatabaseRole, Secret>>>;
  readonly temporalAddress?: string;
  readonly temporalNamespace: string;
  readonly origin: string;
  /** The agency's identity provider; absent where the demo brings its own. */
  readonly issuer?: string;
  readonly realm: string;
  readonly audience: string;
  readonly clientId: string;
  readonly clientSecret?: Secret;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly proxies: number;
  readonly demo?: boolean;
  readonly agency: string;
  readonly fsckHours: number;
  readonly logLevel: string;
  readonly poolSize: number;
  /** npm stands between the caller and this program. */
  readonly launchedByNpm: boolean;
  /** Lines of a policy file: whom the notary asks to witness. */
  readonly witnessesFile?: string;
  /** Whom the notary asks for time stamps. */
  readonly stamps?: { readonly url: string; readonly authoritiesFile: string; readonly everyS: number };
  readonly publishEveryS?: number;
  readonly mirrorToken?: Secret;
  /** For `bukti witness` itself; paths absolute. */
  readonly witness: {
    readonly name?: string;
    readonly folder: string;
    readonly logsFile: string;
  };
  readonly worker: {
    readonly poolSize: number;
    readonly activities: number;
    readonly cachedWorkflows: number;
  };
}

type Environment = Readonly<Record<string, string | undefined>>;
type SettingName = keyof typeof settings;
type Values = { [Name in SettingName]?: (typeof settings)[Name]['form']['_output'] };

/** What holds where nothing is said. */
const defaults = {
  PORT: 3000,
  BUKTI_HOST: '127.0.0.1',
  BUKTI_DATA_DIR: '.bukti',
  TEMPORAL_NAMESPACE: 'default',
  BUKTI_ORIGIN: 'bukti.kota-contoh.example/2026',
  BUKTI_REALM: 'agency',
  BUKTI_AUDIENCE: 'bukti-api',
  BUKTI_CLIENT_ID: 'bukti-web',
  BUKTI_PROXIES: 0,
  BUKTI_AGENCY: 'kota-contoh',
  BUKTI_FSCK_HOURS: 24,
  BUKTI_LOG_LEVEL: 'info',
  BUKTI_STAMP_S: 3600,
  BUKTI_POOL_SIZE: 10,
  BUKTI_WORKER_POOL_SIZE: 10,
  BUKTI_WORKER_ACTIVITIES: 10,
  BUKTI_WORKER_CACHED_WORKFLOWS: 1000,
} as const satisfies Values;

type Known = Values & Required<Pick<Values, keyof typeof defaults>>;

/** Reads all settings; throws CommandFailed that names every unknown or malformed one. */
export function loadConfig(env: Environment = process.env): Config {
  const problems = unknownSettings(env);
  const values: Known = { ...defaults, ...readValues(env, problems) };
  if (values.BUKTI_WORKER_ACTIVITIES > values.BUKTI_WORKER_POOL_SIZE) {
    problems.push('BUKTI_WORKER_ACTIVITIES must be at most BUKTI_WORKER_POOL_SIZE');
  }
  const stamps = stampsOf(values, problems);
  if (problems.length > 0) throw new CommandFailed(problems.join('\n'), 2);
  return deepFreeze({
    port: values.PORT,
    host: values.BUKTI_HOST,
    dataDir: resolve(values.BUKTI_DATA_DIR),
    erasuresDir: resolve(values.BUKTI_ERASURES_DIR ?? join(values.BUKTI_DATA_DIR, 'erasures')),
    cacheDir: resolve(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'bukti'),
    ...present('adminUrl', values.DATABASE_URL),
    databaseUrls: databaseUrlsOf(values),
    ...present('temporalAddress', values.TEMPORAL_ADDRESS),
    temporalNamespace: values.TEMPORAL_NAMESPACE,
    origin: values.BUKTI_ORIGIN,
    ...present('issuer', values.BUKTI_ISSUER),
    realm: values.BUKTI_REALM,
    audience: values.BUKTI_AUDIENCE,
    clientId: values.BUKTI_CLIENT_ID,
    ...present('clientSecret', values.BUKTI_CLIENT_SECRET),
    publicUrl: values.BUKTI_PUBLIC_URL ?? `http://127.0.0.1:${values.PORT}`,
    proxies: values.BUKTI_PROXIES,
    ...present('demo', values.BUKTI_DEMO),
    agency: values.BUKTI_AGENCY,
    fsckHours: values.BUKTI_FSCK_HOURS,
    logLevel: values.BUKTI_LOG_LEVEL,
    poolSize: values.BUKTI_POOL_SIZE,
    ...present('witnessesFile', values.BUKTI_WITNESSES),
    ...present('publishEveryS', values.BUKTI_PUBLISH_S),
    ...present('mirrorToken', values.BUKTI_MIRROR_TOKEN),
    ...present('stamps', stamps),
    witness: witnessOf(values),
    launchedByNpm: env['npm_execpath'] !== undefined,
    worker: workerOf(values),
  });
}

function workerOf(values: Known): Config['worker'] {
  return {
    poolSize: values.BUKTI_WORKER_POOL_SIZE,
    activities: values.BUKTI_WORKER_ACTIVITIES,
    cachedWorkflows: values.BUKTI_WORKER_CACHED_WORKFLOWS,
  };
}

/** Nothing where no authority is named; an authority without certificates could not be believed. */
function stampsOf(
  { BUKTI_STAMP_URL: url, BUKTI_STAMP_AUTHORITIES: authoritiesFile, BUKTI_STAMP_S: everyS }: Known,
  problems: string[],
): Config['stamps'] {
  if (url !== undefined && authoritiesFile !== undefined)
    return { url, authoritiesFile: resolve(authoritiesFile), everyS };
  if (url !== undefined) problems.push('BUKTI_STAMP_URL needs BUKTI_STAMP_AUTHORITIES');
  return undefined;
}

function databaseUrlsOf(values: Values): Config['databaseUrls'] {
  return {
    ...present('app', values.DATABASE_APP_URL),
    ...present('sequencer', values.DATABASE_SEQUENCER_URL),
    ...present('signer', values.DATABASE_SIGNER_URL),
    ...present('auditor', values.DATABASE_AUDITOR_URL),
  };
}

function witnessOf(values: Values): Config['witness'] {
  const folder = resolve(values.BUKTI_WITNESS_DIR ?? join(values.BUKTI_DATA_DIR ?? '.', 'witness'));
  const logsFile = resolve(values.BUKTI_WITNESS_LOGS ?? join(folder, 'logs.txt'));
  return { ...present('name', values.BUKTI_WITNESS_NAME), folder, logsFile };
}

/** The settings that a running start has decided, where the environment does not say otherwise. */
export function completeConfig(decided: Environment, env: Environment = process.env): Config {
  return loadConfig({ ...decided, ...env });
}

/** The environment of a child: ours without any way into a database, and what the child is given. */
export function childEnvironment(given: Environment, env: Environment = process.env): Record<string, string> {
  const inherited = Object.entries(env).filter(([name]) => !/^(DATABASE_\w+|PG\w+)$/.test(name));
  const entries = [...inherited, ...Object.entries(given)];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Read by the tests alone, which start this program with their own environment. */
const testSettings: readonly string[] = ['BUKTI_VECTORS'];

function unknownSettings(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('BUKTI_') && !Object.hasOwn(settings, name) && !testSettings.includes(name))
    .map((name) => `${name} is not a setting of Bukti (see docs/settings.md)`);
}

function readValues(env: Environment, problems: string[]): Values {
  const values: Record<string, unknown> = {};
  for (const [name, { form }] of Object.entries(settings)) {
    const text = env[name];
    if (text === undefined || text === '') continue;
    const parsed = form.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(...parsed.error.issues.map(({ message }) => `${name} ${message}`));
  }
  return values;
}

function present<Name extends string, Value>(name: Name, value: Value | undefined): { [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [K in Name]?: Value });
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member as object);
  }
  return Object.freeze(value);
}
