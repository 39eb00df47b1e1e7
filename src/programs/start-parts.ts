import { join } from 'node:path';
import { digestSchema } from '#features/fsck/schema.ts';
import { prepareChild } from '#platform/child-program.ts';
import { stopwatch } from '#platform/clock.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import { type Config, childEnvironment, type DatabaseRole } from '#platform/config.ts';
import { ensureDatabase, roleUrl, setRolePasswords } from '#platform/database-roles.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import type { FolderSecrets } from '#platform/folder-secrets.ts';
import type { InstanceSettings } from '#platform/instance.ts';
import { migrate } from '#platform/migrate.ts';
import { keepPort } from '#platform/ports.ts';
import { clusterUrl, prepareCluster } from '#platform/postgres.ts';
import type { ProcessRegister } from '#platform/processes.ts';
import { type ProgramSpec, type SupervisedProgram, supervise } from '#platform/supervised.ts';
import { findTemporalProgram } from '#platform/temporal-program.ts';
import { prepareTemporalServer } from '#platform/temporal-server.ts';
import { describeFault } from '#platform/trace.ts';
import { recordFirstEntry } from './first-entry.ts';
import { tellReplay } from './replay-erasures.ts';

export interface StartParts {
  readonly config: Config;
  readonly childProgram: string | undefined;
  /** Filled as programs come up, so that whatever runs is stopped however the start ends. */
  readonly running: SupervisedProgram[];
  readonly stopping: AbortSignal;
  readonly register: ProcessRegister;
  readonly secrets: FolderSecrets;
  readonly say: (line: string) => void;
}

const roles = ['app', 'sequencer', 'signer', 'auditor'] as const;
const settingOf = {
  app: 'DATABASE_APP_URL',
  sequencer: 'DATABASE_SEQUENCER_URL',
  signer: 'DATABASE_SIGNER_URL',
  auditor: 'DATABASE_AUDITOR_URL',
} as const satisfies Record<DatabaseRole, string>;

/** Each program gets only the ways into the database that its work needs, and this long to stop. */
const children = [
  { name: 'notary', roles: ['app', 'sequencer', 'signer'], graceMs: 1_000 },
  { name: 'worker', roles: ['app', 'auditor'], graceMs: 2_500 },
  { name: 'server', roles: ['app'], graceMs: 1_500 },
] as const satisfies readonly { name: string; roles: readonly DatabaseRole[]; graceMs: number }[];

/** Postgres, found or started, migrated, with a way in for every role. */
export async function startRecord(parts: StartParts): Promise<InstanceSettings> {
  const adminUrl = parts.config.adminUrl?.reveal() ?? (await startCluster(parts));
  await ensureDatabase(adminUrl);
  const elapsed = stopwatch();
  const applied = await migrate(adminUrl, {
    digestSchema,
    onStep: ({ step, steps, name }) => parts.say(`  ${step}/${steps} ${name}`),
  });
  await recordFirstEntry(adminUrl, parts.config.origin);
  // Before the application gets its way in: a backup may have brought back what was erased.
  await tellReplay(adminUrl, parts.config, parts.say);
  if (applied.length > 0) parts.say(`The database is up to date (${elapsed().toFixed(1)} s)`);
  const given = parts.config.databaseUrls;
  const own = roles.filter((role) => given[role] === undefined);
  await setRolePasswords(adminUrl, Object.fromEntries(own.map((role) => [role, parts.secrets[role]])));
  const urlOf = (role: DatabaseRole) => given[role]?.reveal() ?? roleUrl(adminUrl, role, parts.secrets[role]);
  const urls = roles.map((role) => [settingOf[role], urlOf(role)] as const);
  return { DATABASE_URL: adminUrl, ...Object.fromEntries(urls) };
}

async function startCluster(parts: StartParts): Promise<string> {
  const { config, secrets, say } = parts;
  const elapsed = stopwatch();
  const options = {
    folder: join(config.dataDir, 'postgres'),
    port: await keepPort(config.dataDir, 'postgres'),
    password: secrets.postgres,
    logFile: join(config.dataDir, 'log', 'postgres.log'),
    isDurable: true,
  };
  await keepRunning(parts, await prepareCluster(options));
  say(`Postgres is running (${elapsed().toFixed(1)} s)`);
  return clusterUrl(options, 'bukti');
}

/** Temporal, found or started. */
export async function startConductor(parts: StartParts): Promise<InstanceSettings> {
  const { config, say, stopping } = parts;
  const elapsed = stopwatch();
  const namespace = { TEMPORAL_NAMESPACE: config.temporalNamespace };
  if (config.temporalAddress !== undefined) return { TEMPORAL_ADDRESS: config.temporalAddress, ...namespace };
  const cacheFolders = [config.cacheDir, join(config.dataDir, 'tools')];
  const program = await findTemporalProgram({ cacheFolders, say, stopping });
  const port = await keepPort(config.dataDir, 'temporal');
  const folder = join(config.dataDir, 'temporal');
  const logFile = join(config.dataDir, 'log', 'temporal.log');
  await keepRunning(parts, await prepareTemporalServer({ program, port, folder, logFile }));
  say(`Temporal is running (${elapsed().toFixed(1)} s)`);
  return { TEMPORAL_ADDRESS: `127.0.0.1:${port}`, ...namespace };
}

/** Web server, worker and notary, and the witnesses of the demo, all at once. */
export async function startChildren(
  parts: StartParts,
  settings: InstanceSettings,
  witnesses: readonly ProgramSpec[],
): Promise<void> {
  const elapsed = stopwatch();
  const { config, childProgram } = parts;
  const shared = Object.entries(settings).filter(([name]) => !name.startsWith('DATABASE_'));
  const started = children.map(({ name, roles: allowed, graceMs }) => {
    const ways = new Set<string>(allowed.map((role) => settingOf[role]));
    const urls = Object.entries(settings).filter(([name]) => ways.has(name));
    const env = childEnvironment(Object.fromEntries([...shared, ...urls]));
    const logFile = join(config.dataDir, 'log', `${name}.log`);
    const program = childProgram === undefined ? {} : { program: childProgram };
    return keepRunning(parts, prepareChild({ name, env, logFile, graceMs, ...program }));
  });
  started.push(...witnesses.map((spec) => keepRunning(parts, spec)));
  const failed = (await Promise.allSettled(started)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const others = witnesses.length === 0 ? '' : ` and ${witnesses.length} witnesses`;
  parts.say(`Web server, worker, notary${others} are running (${elapsed().toFixed(1)} s)`);
}

async function keepRunning({ running, register, say, stopping }: StartParts, spec: ProgramSpec): Promise<void> {
  stopping.throwIfAborted();
  try {
    running.push(await supervise(spec, { register, say, stopping }));
  } catch (error) {
    if (error instanceof DeploymentFault) throw error;
    throw new CommandFailed(`${spec.name} does not start; see ${spec.logFile}\n${describeFault(error)}`);
  }
}
