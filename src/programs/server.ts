import { createServer, type Server } from 'node:http';
import { contenders } from '#demo/contenders.ts';
import { personas } from '#demo/personas.ts';
import { tour } from '#demo/tour.ts';
import { createAccess } from '#features/access/service.ts';
import type { House } from '#features/acts/service.ts';
import { createPublicRecord } from '#features/audit/public-record.ts';
import { measureRecord } from '#features/audit/record-figures.ts';
import { listStandings, listWitnessAges, readPolicy } from '#features/audit/service.ts';
import { measureConduct } from '#features/conduct/service.ts';
import { readMark } from '#features/fsck/keeping.ts';
import { attestSchema } from '#features/fsck/schema.ts';
import { type Assets, openAssets } from '#platform/assets.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import type { Database } from '#platform/database.ts';
import { keepSecrets } from '#platform/folder-secrets.ts';
import { createRegistry } from '#platform/health.ts';
import { type AppDeps, createApp } from '#platform/http.ts';
import { createDemoProvider, demoTrust } from '#platform/identity-provider.ts';
import { openLifecycle, untilStopped } from '#platform/lifecycle.ts';
import { type Logger, openLog } from '#platform/log.ts';
import { type Metrics, registerMetrics } from '#platform/metrics.ts';
import { createSessions } from '#platform/sessions.ts';
import { readVersion } from '#platform/version.ts';
import { listScreens } from '#screens/screens.ts';
import { listFeatures } from './features.ts';
import { fsckFile } from './fsck.ts';
import { type OpenHouse, openHouse } from './house.ts';
import { createProbes } from './probes.ts';
import { createSurroundings } from './surroundings.ts';

/** Requests under way have this long to end when the program stops. */
const drainMs = 1_000;
const observeMs = 5_000;

/** The web server: API, sign-in and, in the demo, the identity provider. */
export async function runServer(config: Config): Promise<number> {
  const lifecycle = openLifecycle();
  const log = openLog('server', config.logLevel);
  const registry = createRegistry();
  const figures = registerMetrics(registry);
  const onStatement = () => figures.statements.inc();
  const opened = await openHouse(config, { program: 'server', poolSize: config.poolSize, lockTimeoutMs, onStatement });
  const { readTrust } = opened;
  const house = counting(opened.house, figures);
  const access = createAccess(house.db);
  const { publicUrl } = config;
  const sessions = await openSessions(house.db, config);
  const assets = openAssets();
  const app = createApp({
    publicUrl,
    version: readVersion(),
    log,
    registry,
    figures,
    features: listFeatures({ ...opened, house, access }),
    accounts: access,
    sessions,
    probes: createProbes(house.db, opened),
    proxies: config.proxies,
    record: createPublicRecord({
      db: house.db,
      readTrust: opened.readTrust,
      log: config.origin,
      publicUrl,
      mirrorToken: config.mirrorToken,
    }),
    ...pagesOf(config, { assets, sql: house.db, readTrust }),
    ...(await identityOf(config, log, assets)),
  });
  const server = createServer(app);
  await prepareRecord(opened);
  const observing = setInterval(() => void observe(opened, { config, figures }), observeMs);
  await listen(server, config);
  lifecycle.ready();
  await untilStopped(lifecycle);
  clearInterval(observing);
  await drain(server);
  sessions.close();
  await opened.close();
  return 0;
}

async function openSessions(sql: Database, { publicUrl, dataDir }: Config) {
  const secrets = [(await keepSecrets(dataDir)).session];
  return createSessions({ sql, secrets, secure: publicUrl.startsWith('https:') });
}

/** An act that waits this long for another is told so (503) and may be repeated. */
const lockTimeoutMs = 10_000;

interface PageParts extends Pick<OpenHouse, 'readTrust'> {
  readonly assets: Assets;
  readonly sql: Database;
}

function pagesOf(config: Config, { assets, sql, readTrust }: PageParts) {
  const isDemo = config.demo === true;
  const surroundings = createSurroundings(sql, readTrust);
  return { assets, screens: listScreens(isDemo ? tour : undefined), surroundings, isDemo };
}

/** The same house; what it writes is counted. */
function counting(house: House, { facts }: Metrics): House {
  const { ledger } = house;
  const append: House['ledger']['append'] = async (tx, event) => {
    const receipt = await ledger.append(tx, event);
    facts.inc({ type: event.type });
    return receipt;
  };
  return { ...house, ledger: { ...ledger, append } };
}

/** Puts on the record how its schema is, unless the record can only be read for now. */
async function prepareRecord({ house, findWriteBar }: OpenHouse): Promise<void> {
  if ((await findWriteBar()) === undefined) await attestSchema(house);
}

function observe(opened: OpenHouse, { config, figures }: { config: Config; figures: Metrics }) {
  return Promise.all([
    observeRecord(opened.house.db, figures),
    observeWitnesses(opened, figures),
    observeFsck(config, figures),
  ]);
}

/** With the database away the figures stay as they were; the probes say so. */
async function observeRecord(db: Database, figures: Metrics): Promise<void> {
  const found = await Promise.all([measureRecord(db), measureConduct(db)]).catch(() => undefined);
  if (found === undefined) return;
  const [measured, conduct] = found;
  figures.stageAge.reset();
  for (const { kind, ageS } of conduct.stageAges) figures.stageAge.set({ stage: kind }, ageS);
  figures.wakeUpLag.set(conduct.wakeUpLagS);
  figures.unsequencedEntries.set(measured.unsealed);
  figures.unsequencedAge.set(measured.unsealedAgeS);
  if (measured.checkpointAgeS !== null) figures.checkpointAge.set(measured.checkpointAgeS);
}

async function observeWitnesses(
  { house, readTrust }: OpenHouse,
  { cosignatureAge, witnessStanding }: Metrics,
): Promise<void> {
  const policy = await readPolicy(readTrust);
  const names = new Map(policy?.witnesses.map(({ vkey, name }) => [vkey, name]));
  const ages = await listWitnessAges(house.db, [...names.keys()]).catch(() => undefined);
  for (const { witness, age } of ages ?? []) cosignatureAge.set({ witness: names.get(witness) ?? witness }, age);
  const standings = await listStandings(house.db, policy).catch(() => undefined);
  if (standings === undefined) return;
  witnessStanding.reset();
  for (const { name, standing } of standings)
    if (standing !== undefined) witnessStanding.set({ witness: name, standing }, 1);
}

/** Before the first run there is no age to show. */
async function observeFsck(config: Config, { fsckAge, fsckFindings }: Metrics): Promise<void> {
  const mark = await readMark(fsckFile(config));
  if (mark === undefined) return;
  fsckAge.set((Date.now() - Date.parse(mark.at)) / 1_000);
  fsckFindings.set(mark.findings);
}

async function identityOf(
  config: Config,
  log: Logger,
  assets: Assets,
): Promise<Pick<AppDeps, 'trust' | 'identityProvider'>> {
  const { issuer, realm, audience, clientId, clientSecret, publicUrl, dataDir } = config;
  if (issuer !== undefined) {
    const secret = clientSecret === undefined ? {} : { clientSecret: clientSecret.reveal() };
    return { trust: { issuer, realm, audience, clientId, ...secret } };
  }
  if (config.demo !== true) throw new CommandFailed('Set BUKTI_ISSUER to the identity provider of the agency.', 2);
  const people = { personas, contenders };
  const identityProvider = await createDemoProvider({ publicUrl, dataDir, people, log, assets: assets.paths });
  return { trust: demoTrust(publicUrl), identityProvider };
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
  });
}
