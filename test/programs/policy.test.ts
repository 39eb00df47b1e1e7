import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPopulation } from '#features/mapping/population.ts';
import { openPacks, openSoundPack } from '#programs/policy-files.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { record } from '#test/support/merit.ts';
import { edited, editedAll, type Path, readPackFile } from '#test/support/packs.ts';
import { agency, openWorld, type World } from '#test/support/world.ts';

/** `bukti policy` as a program. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'bin/bukti.js');
const pack = join(root, 'policies/asn/pack.json');
const overlays = join(root, 'policies/asn/overlays');
const asn = readPackFile('policies/asn/pack.json');
const highY: Path = ['axes', 'performance', 'thresholds', 'high'];

/** No unit of the test world says which fields of study fit it: with S everybody is held. */
const withoutFieldOfStudy = [
  [['indicators', 9], undefined],
  [['axes', 'potential', 'weights', 5], undefined],
  [['axes', 'potential', 'weights', 0, 'weight'], '0.3'],
] as const;

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bukti-policy-'));
  world = await openWorld();
});
afterAll(async () => {
  await expectLedgerIntact(world.addresses);
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function policy(...args: readonly string[]): Promise<Answer> {
  const env = { PATH: process.env['PATH'], BUKTI_DATA_DIR: folder, DATABASE_APP_URL: world.addresses.appUrl };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, 'policy', ...args],
      { env, maxBuffer: 1e8 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
    child.stdin?.end();
  });
}

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('bukti policy lint', () => {
  test('ends with 0 for the shipped packs and overlays', async () => {
    const { code, stdout } = await policy(
      'lint',
      pack,
      join(root, 'policies/generic-merit/pack.json'),
      join(overlays, 'pu.json'),
    );
    expect(code).toBe(0);
    expect(stdout.match(/: 0 faults, \d+ notes$/gm)).toHaveLength(3);
  });

  test('ends with 1 and says code, place, what is wrong and what to do, in the language asked for', async () => {
    const path = await file('thresholds.json', edited(asn, highY, '50'));
    const { code, stdout } = await policy('lint', path, '--lang', 'id');
    expect(code).toBe(1);
    expect(stdout).toContain(
      '  ditolak  pack.thresholds-order  $.axes.performance.thresholds\n' +
        '    Ambang 60 dan 50 tidak menaik di dalam 0 sampai 100.\n' +
        '    → Tulis 0 < middle < high, high paling besar 100.',
    );
  });

  test('finds examples that are missing and examples that fail', async () => {
    const path = await file('weights.json', asn);
    expect((await policy('lint', path)).stdout).toContain('advice  pack.examples-missing  $');
    const examples = {
      about: 'x',
      examples: [
        { id: 'wrong', text: { id: 'Salah', en: 'Wrong' }, asks: 'box', Y: '80', X: '80', expected: { box: 1 } },
      ],
    };
    await file('weights.examples.json', examples);
    const { code, stdout } = await policy('lint', path, '--json');
    expect(code).toBe(1);
    expect(stdout).toContain('pack.example-failing');
    expect(stdout).toContain('box: expected 1, found 9');
  });

  test('finds a key that stands twice, which no parser shows', async () => {
    const path = await file('twice.json', JSON.stringify(asn).replace('"id":"asn"', '"id":"other","id":"asn"'));
    const { code, stdout } = await policy('lint', path);
    expect([code, stdout.includes('pack.duplicate-key  $.id')]).toEqual([1, true]);
  });

  test('finds overlays without ground and overlays in a circle', async () => {
    const overlay = (id: string, base: string) => ({
      overlay: 'merge/1',
      id,
      version: '2026.1',
      title: { id, en: id },
      base: { id: base, version: '2026.1' },
      about: 'x',
      citation: { instrument: 'x', article: null, confidence: 'S' },
      merge: { shortlist: { size: 2 } },
      examples: [],
    });
    const lost = await file('lost.json', overlay('lost', 'nowhere'));
    const one = await file('one.json', overlay('one', 'two'));
    const two = await file('two.json', overlay('two', 'one'));
    const { code, stdout } = await policy('lint', lost, one, two);
    expect(code).toBe(1);
    expect(stdout.match(/overlay\.base-missing/g)).toHaveLength(1);
    expect(stdout.match(/overlay\.cycle/g)).toHaveLength(2);
  });
});

describe('a file that cannot be used is refused with a code', () => {
  const refusal = (path: string) => openPacks([path]).then(() => 'nothing', String);

  test.each([
    ['policy.file-not-json', '{"id": "asn",'],
    ['policy.file-too-deep', `${'['.repeat(100)}${']'.repeat(100)}`],
    ['policy.file-form', { overlay: 'merge/1', surprise: true }],
    ['policy.file-too-large', `"${'x'.repeat(5_000_000)}"`],
  ])('%s', async (code, content) => {
    expect(await refusal(await file('bad.json', content))).toMatch(new RegExp(`^CommandFailed: ${code}: .*bad\\.json`));
  });

  test('policy.file-encoding', async () => {
    const path = join(folder, 'latin.json');
    await writeFile(path, Buffer.from([0x22, 0xe9, 0x22]));
    expect(await refusal(path)).toMatch(/policy\.file-encoding: /);
  });

  test('policy.file-unreadable, of what is not there and of a folder', async () => {
    for (const path of [join(folder, 'nothing.json'), folder])
      expect(await refusal(path)).toMatch(/policy\.file-unreadable: /);
  });

  test('policy.pack-faulty, where its rules would be asked', async () => {
    const path = await file('faulty.json', edited(asn, highY, '50'));
    await expect(openSoundPack(path)).rejects.toThrow(/^policy\.pack-faulty: /);
    expect(await policy('diff', pack, path)).toMatchObject({ code: 2, stdout: '' });
  });

  test('and so is an act that is none, or one without its files', async () => {
    for (const words of [['lint'], ['release', 'x.json'], ['diff', 'a.json']]) {
      const answer = await policy(...words);
      expect([answer.code, answer.stderr.trim().split('\n')]).toEqual([2, [expect.stringMatching(/bukti policy/)]]);
    }
  });
});

test('bukti policy test says how many examples come out, and which do not with expected and found', async () => {
  expect(await policy('test', pack, join(overlays, 'dpd.json'))).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/165 of 165 worked examples come out as written\n.*4 of 4 worked examples/),
  });
  const overlay = readPackFile('policies/asn/overlays/dpd.json');
  const wrong = edited({ ...overlay, base: { id: 'asn', version: '2026.1' } }, ['examples', 0, 'expected', 'box'], 3);
  const { code, stdout } = await policy(
    'test',
    await file('dpd.json', wrong),
    join(root, 'policies/asn/released/2026.1.json'),
  );
  expect(code).toBe(1);
  expect(stdout).toContain('just-below-81');
  expect(stdout).toContain('box: expected 3, found 8');
});

describe('bukti policy diff', () => {
  test('says in words what changed', async () => {
    const { code, stdout } = await policy('diff', pack, join(overlays, 'dpd.json'), '--lang', 'id');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'sumbu kinerja (Y): Kinerja\n  Ambang › tengah semula 60, kini 61.\n  Ambang › atas semula 80, kini 81.',
    );
  });

  test('says who of the database would change box and why, by reference alone', async () => {
    const path = await file('without-s.json', editedAll(asn, withoutFieldOfStudy));
    const { code, stdout } = await policy('diff', pack, path, '--people', 'database', '--agency', agency);
    expect(code).toBe(0);
    const { people } = await world.admin.one<{ people: number }>('SELECT count(*) AS people FROM people');
    expect(stdout).toMatch(new RegExp(`^${people} people looked at, [1-9]\\d* change box$`, 'm'));
    expect(stdout).toMatch(
      /^ {2}[0-9a-f-]{36}: held .* → box 9 .*: S \(Field of study fits the post\) is now known or not asked$/m,
    );
    const { name, nip } = await world.admin.one<{ name: string; nip: string }>('SELECT name, nip FROM people LIMIT 1');
    for (const telling of [name, nip]) expect(stdout).not.toContain(telling);
  });

  test('takes people from a folder, on the day it is told', async () => {
    const people = join(folder, 'people');
    await mkdir(people);
    const person = { ref: 'p-1', record: record(), fieldsOfStudy: ['administrasi publik'] };
    await writeFile(join(people, 'a.json'), JSON.stringify([person, { ref: 'p-2', record: { kind: 'PNS' } }]));
    const asked = ['diff', pack, join(overlays, 'kaltim.json'), '--people', people] as const;
    expect((await policy(...asked)).code).toBe(2);
    const { stdout } = await policy(...asked, '--on', '2026-06-15', '--json');
    const { population } = JSON.parse(stdout) as { population: { people: number; moves: { ref: string }[] } };
    const words = (await policy(...asked, '--on', '2026-06-15')).stdout;
    expect(words).toMatch(/p-1: box 9 \(Y \d+(\.\d+)?, X (≈ )?\d+(\.\d+)?\) → box 7/);
    expect(population).toMatchObject({ people: 2, moves: [{ ref: 'p-1', before: { box: 9 }, after: { box: 7 } }] });
    await writeFile(join(people, 'b.json'), JSON.stringify([{ ref: 'p-3', nip: '1', record: {} }]));
    expect((await policy(...asked, '--on', '2026-06-15')).stderr).toMatch(/^policy\.file-form: /);
  });
});

describe('bukti policy explain', () => {
  test('derives one person from the database line by line, without a name', async () => {
    const ref = world.people[0]?.personId ?? '';
    const { code, stdout } = await policy('explain', pack, '--person', ref, '--agency', agency, '--lang', 'id');
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^${ref}, asn 2026\\.3, \\d{4}-\\d\\d-\\d\\d$`));
    expect(stdout).toMatch(/^Kotak: ditahan; yang kurang: S$/m);
    const { name } = await world.admin.one<{ name: string }>('SELECT name FROM people WHERE id = $1', [ref]);
    expect(stdout).not.toContain(name);
  });

  test('refuses a reference that is nobody: policy.person-missing', async () => {
    const { code, stderr } = await policy('explain', pack, '--person', 'nobody', '--agency', agency);
    expect([code, stderr.startsWith('policy.person-missing')]).toEqual([2, true]);
    expect(await readPopulation(world.house.db, { agency: 'nowhere' })).toBeUndefined();
  });
});

describe('bukti policy publish', () => {
  test('only proposes, and asks for whose act it is', async () => {
    const { code, stderr } = await policy('publish', pack, '--agency', agency);
    expect([code, stderr.includes('bearer token')]).toEqual([2, true]);
  });
});
