import { parseArgs } from 'node:util';
import { linkedPages, publicPages, reached, storyNames } from '#test/support/product-pages.ts';
import { openLab } from './lab.ts';
import { load } from './machine.ts';
import { openVisitor, type Visited, type Visitor } from './page-visits.ts';
import { crowd, openQuietDemo, type QuietDemo } from './pages-demo.ts';
import { publish, quantile, say } from './report.ts';

/** Every page of the product as its readers get it, with the demo's story and with many selections beside it. */
const { values } = parseArgs({
  options: { selections: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '40' } },
});
const count = Number(values.selections);
const aim = { ms: 100, firstKb: 150, nextKb: 40 };

interface Place {
  readonly persona: string;
  readonly path: string;
  /** The page on which the link of this name leads to it. */
  readonly from?: string;
}

const nobody = 'nobody';
const places: readonly Place[] = [
  ...publicPages.map((path) => ({ persona: nobody, path })),
  ...Object.entries(reached).flatMap(([persona, paths]) => paths.map((path) => ({ persona, path }))),
  ...linkedPages.map(([persona, from, link]) => ({ persona, from, path: `${prefixOf(link)}…` })),
];

function prefixOf(link: string): string {
  return /\^="([^"]+)"/.exec(link)?.[1] ?? '';
}

/** `:voting` is the selection of the story that is voting. */
async function listStory({ admin }: QuietDemo): Promise<(path: string) => string> {
  const rows = await admin.rows<{ id: string; title: string }>(
    'SELECT s.id, p.title FROM selections s JOIN posts p ON p.id = s.post_id',
  );
  const ids = new Map(rows.map(({ id, title }) => [title, id]));
  const named = new Map(Object.entries(storyNames).map(([name, title]) => [name, ids.get(title) ?? '']));
  return (path) => path.replace(/:([a-z]+)/, (_, name: string) => named.get(name) ?? name);
}

async function addressOf({ path, from }: Place, visitor: Visitor): Promise<string> {
  if (from === undefined) return path;
  const page = await visitor.read(from);
  return new RegExp(`<main.*?href="(${path.slice(0, -1)}[^"]+)"`, 's').exec(page)?.[1] ?? '/no-such-link';
}

async function visitAll(demo: QuietDemo): Promise<Visited[]> {
  const placed = await listStory(demo);
  const visitors = new Map<string, Visitor>();
  const found: Visited[] = [];
  for (const place of places) {
    const { persona } = place;
    const visitor = visitors.get(persona) ?? (await openVisitor(demo, persona === nobody ? undefined : persona));
    visitors.set(persona, visitor);
    const visited = await visitor.visit(placed(await addressOf(place, visitor)), Number(values.rounds));
    say(
      `  ${persona} ${place.path}: p95 ${quantile(visited.ms, 0.95).toFixed(1)} ms, ${visited.statements} statements`,
    );
    found.push(visited);
  }
  for (const visitor of visitors.values()) await visitor.close();
  return found;
}

const cpu = ({ cpuMs }: Visited) => cpuMs.toFixed(0);
const p =
  (share: number) =>
  ({ ms }: Visited) =>
    quantile(ms, share).toFixed(1);
const kb = (size: number) => size.toFixed(1);

function rowOf({ persona, path }: Place, story: Visited, many: Visited): (string | number)[] {
  const both = (read: (visited: Visited) => string | number) => [read(story), read(many)];
  const sizes = [kb(many.firstKb), kb(many.nextKb)];
  return [
    persona,
    `\`${path}\``,
    ...both(p(0.5)),
    ...both(p(0.95)),
    ...both(cpu),
    ...both((visited) => visited.statements),
    ...sizes,
  ];
}

/** What falls short of the aim, page by page. */
function shortcomings(story: readonly Visited[], many: readonly Visited[]): string {
  const late = places.filter((_, at) => [story[at], many[at]].some((one) => one && quantile(one.ms, 0.95) > aim.ms));
  const grown = places.filter((_, at) => story[at]?.statements !== many[at]?.statements);
  const large = places.filter((_, at) => {
    const one = many[at];
    return one !== undefined && (one.firstKb > aim.firstKb || one.nextKb > aim.nextKb);
  });
  const names = (short: readonly Place[]) =>
    short.length === 0 ? 'none' : short.map(({ persona, path }) => `${persona} \`${path}\``).join(', ');
  return `Slower than the aim: ${names(late)}. Statements differ: ${names(grown)}. Larger: ${names(large)}.`;
}

const lab = await openLab('pages');
try {
  const demo = await openQuietDemo(lab);
  const loadBefore = load();
  const story = await visitAll(demo);
  await crowd(demo.admin, count);
  say(`  ${count} selections written`);
  const many = await visitAll(demo);
  const { version } = await demo.admin.one<{ version: string }>('SELECT version()');
  const head = ['p50 ms', 'many', 'p95 ms', 'many', 'CPU ms', 'many', 'statements', 'many', 'first kB', 'next kB'];
  const rows = places.flatMap((place, at) => {
    const [few, more] = [story[at], many[at]];
    return few === undefined || more === undefined ? [] : [rowOf(place, few, more)];
  });
  const brief = ({ ms, ...rest }: Visited) => ({ p50: quantile(ms, 0.5), p95: quantile(ms, 0.95), ...rest });
  await publish({
    name: 'pages',
    title: `Every page with the demo's story, and with ${count} selections beside it`,
    postgres: version.split(' on ')[0] ?? version,
    loadBefore,
    tables: [{ head: ['who', 'page', ...head], rows }],
    notes: [
      `${values.rounds} looks each after some that were not counted, one at a time over one kept connection, from the request to the last byte; the web server and Postgres run, nobody acts. The city has 8,500 people, its story five selections.`,
      '“many” is the same page with the many selections. Statements are those of one look, without begin and commit; what pages of the same two seconds share is not in them.',
      'kB are gzipped, with the many selections: first, with stylesheet and scripts and without fonts; next, with these at hand.',
      'CPU is the processor time of one look, of server and Postgres together: it depends less than the time does on what else the machine does, but grows with it too.',
      `Aim: at most ${aim.ms} ms at the 95th percentile, ${aim.firstKb} kB first and ${aim.nextKb} kB next, and as many statements however many rows there are.`,
      shortcomings(story, many),
    ],
    measured: places.map(({ persona, path }, at) => ({
      persona,
      path,
      story: story[at] && brief(story[at]),
      many: many[at] && brief(many[at]),
    })),
  });
} finally {
  await lab.close();
}
