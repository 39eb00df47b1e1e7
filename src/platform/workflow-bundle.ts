import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

export interface WorkflowBundleOptions {
  /** Folder in which bundles are kept. */
  readonly cache: string;
  /** Another file than `workflows/index.ts`, for tests. */
  readonly workflowsPath?: string;
  /** The folders whose files make the bundle. */
  readonly sources?: readonly string[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The path of the bundled workflow code, bundled only when its sources or tools have changed since. The same file runs
 * in tests and in production.
 */
export async function prepareWorkflowBundle(options: WorkflowBundleOptions): Promise<{ codePath: string }> {
  const sources = options.sources ?? [join(root, 'workflows'), join(root, 'src', 'domain')];
  const workflowsPath = options.workflowsPath ?? join(root, 'workflows', 'index.ts');
  const codePath = join(options.cache, `workflows-${await digestOf(sources)}.js`);
  const isCached = await stat(codePath).then(
    () => true,
    () => false,
  );
  if (isCached) return { codePath };
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  await mkdir(options.cache, { recursive: true });
  const draft = `${codePath}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, codePath);
  await dropOthers(options.cache, codePath);
  return { codePath };
}

async function digestOf(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const near = createRequire(import.meta.url);
  for (const tool of ['@temporalio/worker', '@temporalio/workflow', 'fraction.js']) {
    const { version } = near(`${tool}/package.json`) as { version: string };
    hash.update(`${tool} ${version}\n`);
  }
  for (const folder of sources) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) {
      const content = await readFile(path);
      hash.update(`${path.slice(folder.length)} ${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex').slice(0, 24);
}

/** Bundles of older sources; a worker that runs on one has read it already. */
async function dropOthers(cache: string, kept: string): Promise<void> {
  const names = await readdir(cache);
  const old = names.filter((name) => /^workflows-[0-9a-f]{24}\.js$/.test(name) && join(cache, name) !== kept);
  await Promise.all(old.map((name) => rm(join(cache, name), { force: true })));
}
