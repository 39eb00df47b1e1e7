import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Each door with an import that forces it: rule, file, what it imports. */
const forced = [
  ['domain-is-pure', 'src/domain/a.ts', 'node:crypto'],
  ['schemas-parse-only', 'src/schemas/a.ts', '#platform/database.ts'],
  ['ledger-needs-no-server', 'src/ledger/a.ts', 'node:fs'],
  ['ledger-crypto-in-one-file', 'src/ledger/b.ts', 'node:crypto'],
  ['ledger-inflate-in-one-file', 'src/ledger/c.ts', 'node:zlib'],
  ['verifier-is-the-ledger-in-a-browser', 'src/verifier/a.ts', '#platform/database.ts'],
  ['verifier-is-built-into-one-file', 'src/screens/a.ts', '#verifier/verify.ts'],
  ['workflows-are-sandboxed', 'workflows/a.ts', 'zod'],
  ['workflows-by-contract-only', 'src/platform/a.ts', '#workflows/selection.ts'],
  ['activities-are-thin', 'activities/a.ts', '#features/ballots/store.ts'],
  ['features-open-by-service', 'src/features/seats/service.ts', '#features/ballots/store.ts'],
  ['features-stand-on-the-ground-floor', 'src/features/seats/queries.ts', '#activities/a.ts'],
  ['store-behind-service', 'src/features/ballots/routes.ts', './store.ts'],
  ['screens-are-a-client', 'src/screens/inbox.ts', '#features/ballots/service.ts'],
  ['platform-knows-no-feature', 'src/web/a.ts', '#features/ballots/service.ts'],
  ['programs-are-the-roof', 'src/features/seats/store.ts', '#programs/server.ts'],
  ['nothing-needs-the-workshop', 'src/platform/b.ts', '#test/support/clock.ts'],
  ['demo-is-a-guest', 'src/features/seats/routes.ts', '#demo/city.ts'],
  ['zod-parses-in-schemas', 'src/features/posts/service.ts', 'zod'],
  ['postgres-in-platform', 'src/features/posts/store.ts', 'pg'],
  ['http-at-the-edge', 'src/features/posts/queries.ts', 'express'],
  ['temporal-in-its-rooms', 'src/features/posts/routes.ts', '@temporalio/client'],
  ['hash-sign-across-rooms', 'src/features/people/queries.ts', '../../domain/refusal.ts'],
  ['relative-inside-a-room', 'src/domain/b.ts', '#domain/refusal.ts'],
  ['no-cycles', 'src/domain/ring-a.ts', './ring-b.ts'],
  ['no-barrels', 'src/platform/c.ts', './things/index.ts'],
  ['everything-resolves', 'src/platform/d.ts', './nowhere.ts'],
  ['declared-packages-only', 'src/platform/e.ts', 'fast-check'],
] as const;

const open = [
  ['src/features/ballots/service.ts', './store.ts'],
  ['src/features/people/service.ts', '#features/ballots/service.ts'],
  ['src/features/people/store.ts', '#workflows/contract.ts'],
  ['src/ledger/crypto.ts', 'node:crypto'],
  ['src/domain/c.ts', 'fraction.js'],
  ['src/verifier/crypto.ts', '@noble/ed25519'],
  ['workflows/selection.ts', '@temporalio/workflow'],
  ['activities/b.ts', '#features/ballots/service.ts'],
  ['src/programs/server.ts', '#demo/city.ts'],
  ['test/support/clock.ts', '#features/ballots/store.ts'],
] as const;

const targets = [
  'src/domain/refusal.ts',
  'src/platform/database.ts',
  'src/platform/things/index.ts',
  'src/features/ballots/store.ts',
  'src/features/ballots/queries.ts',
  'workflows/contract.ts',
  'demo/city.ts',
  'src/verifier/verify.ts',
] as const;

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let folder: string;
let violations: readonly Violation[];
let ruleNames: readonly string[];

async function writeModule(path: string, imported?: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  const body = imported === undefined ? 'export const here = 1;\n' : `import '${imported}';\nexport const here = 1;\n`;
  await writeFile(join(folder, path), body);
}

async function buildTree(): Promise<void> {
  for (const path of targets) await writeModule(path);
  for (const [, path, imported] of forced) await writeModule(path, imported);
  for (const [path, imported] of open) await writeModule(path, imported);
  await writeModule('src/domain/ring-b.ts', './ring-a.ts');
  for (const file of ['package.json', 'tsconfig.json']) await cp(file, join(folder, file));
  await cp('.dependency-cruiser.mjs', join(folder, 'doors.mjs'));
  await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  const options =
    "import doors from './doors.mjs';\nexport default { ...doors, options: { ...doors.options, preserveSymlinks: true } };\n";
  await writeFile(join(folder, '.dependency-cruiser.mjs'), options);
}

function cruise(): Promise<string> {
  const arguments_ = ['src', 'workflows', 'activities', 'demo', 'test', '--output-type', 'json'];
  return new Promise((resolve) => {
    // Its exit code counts the violations, which are wanted here.
    execFile('node_modules/.bin/depcruise', arguments_, { cwd: folder, maxBuffer: 1 << 26 }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-doors-'));
  await buildTree();
  const { summary } = JSON.parse(await cruise()) as {
    summary: { violations: Violation[]; ruleSetUsed: { forbidden: { name: string }[] } };
  };
  violations = summary.violations;
  ruleNames = summary.ruleSetUsed.forbidden.map(({ name }) => name);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('doors', () => {
  test.each(forced)('%s refuses %s → %s', (name, from) => {
    expect(violations).toContainEqual(expect.objectContaining({ from, rule: expect.objectContaining({ name }) }));
  });

  test.each(open)('%s may import %s', (path) => {
    expect(violations.filter(({ from }) => from === path)).toEqual([]);
  });

  test('every door is forced by a case of this table', () => {
    expect(forced.map(([name]) => name).toSorted()).toEqual(ruleNames.toSorted());
  });
});
