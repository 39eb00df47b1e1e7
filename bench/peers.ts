import { cp, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lab.ts';

/** The peers' own Postgres cluster, with durable settings; see their lib/pg.mjs. */
export interface PeersCluster {
  readonly pid: number;
  readonly version: string;
  fresh(name: string, schema: string): Promise<void>;
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}

export interface Peers {
  /** Where they are installed; the copy that runs is in `src` below it. */
  readonly folder: string;
  readonly source: string;
  /** Tables of floor and of the bare engines. */
  readonly schema: string;
  /** Superuser of a database of their cluster. */
  url(database: string): string;
  openCluster(): Promise<PeersCluster>;
}

/**
 * The peers' benchmark (PEERS_DIR, by default beside this checkout), copied to where it is installed (PEERS_TMP), with our
 * adapter among theirs. `sh setup.sh floor temporal` installs it.
 */
export async function findPeers(): Promise<Peers> {
  const original = resolve(process.env['PEERS_DIR'] ?? join(root, '../shared/peers'));
  const folder = resolve(process.env['PEERS_TMP'] ?? join(tmpdir(), 'peers'));
  await stat(join(folder, 'node_modules')).catch(() => {
    throw new Error(
      `The peers are not installed in ${folder}: PEERS_TMP=${folder} sh ${original}/setup.sh floor temporal`,
    );
  });
  const source = join(folder, 'src');
  await rm(source, { recursive: true, force: true });
  await mkdir(source, { recursive: true });
  await cp(original, source, { recursive: true });
  await cp(join(root, 'bench/peers/product.mjs'), join(source, 'adapters/product.mjs'));
  const library = (await import(pathToFileURL(join(source, 'lib/pg.mjs')).href)) as {
    cluster: (folder: string) => Promise<PeersCluster>;
    url: (database: string) => string;
  };
  return {
    folder,
    source,
    schema: await readFile(join(source, 'apps/schema.sql'), 'utf8'),
    url: library.url,
    openCluster: () => library.cluster(folder),
  };
}
