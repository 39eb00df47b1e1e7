import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { between, keep } from './generated.ts';

/** Checks the doors between the rooms (.dependency-cruiser.mjs) and draws the map in ARCHITECTURE.md from the same reading. */
interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly cycle?: readonly { readonly name: string }[];
}

interface Reading {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly totalCruised: number;
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] };
  };
}

const folders = ['bin', 'src', 'workflows', 'activities', 'demo', 'bench', 'tools', 'test'];

async function cruise(): Promise<Reading> {
  const arguments_ = [...folders, '--output-type', 'json'];
  const { stdout } = await promisify(execFile)('node_modules/.bin/depcruise', arguments_, { maxBuffer: 1 << 28 });
  return JSON.parse(stdout) as Reading;
}

function report({ summary }: Reading): void {
  const reasons = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  for (const { rule, from, to, cycle } of summary.violations) {
    const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
    console.log(`${rule.name}: ${from} → ${way}\n  ${reasons.get(rule.name) ?? ''}`);
  }
  console.log(`${summary.violations.length} doors forced, ${summary.totalCruised} files read`);
  if (summary.violations.length > 0) process.exitCode = 1;
}

/** The room of a file, or nothing for what is no room of the product (tests, tools, npm packages). */
function roomOf(path: string): string | undefined {
  return /^(?:src\/([a-z]+)\/|(workflows|activities|demo)\/)/.exec(path)?.slice(1).find(Boolean);
}

function featureOf(path: string): string | undefined {
  return /^src\/features\/([a-z-]+)\//.exec(path)?.[1];
}

/** Who imports whom, by the name that `nameOf` gives a file. */
function arrows({ modules }: Reading, nameOf: (path: string) => string | undefined): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    const from = nameOf(source);
    for (const to of dependencies.map(({ resolved }) => nameOf(resolved))) {
      if (from && to && from !== to) found.set(from, (found.get(from) ?? new Set()).add(to));
    }
  }
  return found;
}

/** Whether a way leads on; one that comes back through `around` is none. */
function reaches(graph: Map<string, Set<string>>, way: { from: string; to: string; around: string }): boolean {
  const seen = new Set<string>([way.around]);
  const queue = [way.from];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === way.to) return true;
    if (!seen.has(at)) queue.push(...(graph.get(at) ?? []));
    seen.add(at);
  }
  return false;
}

/** Leaves out an arrow where another way that is drawn leads to the same room: what remains can be read. */
function draw(graph: Map<string, Set<string>>): string {
  const lines = [...graph].flatMap(([from, targets]) => {
    const drawn = new Set(targets);
    for (const to of [...targets].sort()) {
      const others = [...drawn].filter((via) => via !== to);
      if (others.some((via) => reaches(graph, { from: via, to, around: from }))) drawn.delete(to);
    }
    return [...drawn].map((to) => `  ${from} --> ${to}`);
  });
  return ['```mermaid', 'flowchart TD', ...lines.sort(), '```'].join('\n');
}

const reading = await cruise();
report(reading);
const map = await readFile('ARCHITECTURE.md', 'utf8');
const rooms = between(map, 'rooms', draw(arrows(reading, roomOf)));
await keep('ARCHITECTURE.md', between(rooms, 'features', draw(arrows(reading, featureOf))));
