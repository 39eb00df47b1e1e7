import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './lab.ts';
import { load, machine } from './machine.ts';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Report {
  /** File name in bench/results. */
  readonly name: string;
  readonly title: string;
  readonly postgres: string;
  /** Load before the first measurement. */
  readonly loadBefore: string;
  readonly tables: readonly Table[];
  /** What a reader must know to trust the figures, and what falls short. */
  readonly notes: readonly string[];
  /** Everything measured, for programs. */
  readonly measured: unknown;
}

/** Prints a report and keeps it in bench/results. */
export async function publish(report: Report): Promise<void> {
  const { name, title, tables, notes } = report;
  const text = [
    `# ${title}`,
    ...tables.map(describeTable),
    notes.map((note) => `- ${note}`).join('\n'),
    `Machine: ${machine(report.postgres)}; ${report.loadBefore} before, ${load()} after.`,
  ].join('\n\n');
  process.stdout.write(`${text}\n`);
  const folder = join(root, 'bench/results');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.md`), `${text}\n`);
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(report.measured, undefined, 1)}\n`);
}

function describeTable({ head, rows }: Table): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Progress goes to standard error: standard output is the report. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `2.10 (1.90–2.40)`: median with the extremes of the rounds. */
export function spread(values: readonly number[], digits = 2): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
  return `${median(values).toFixed(digits)} (${low}–${high})`;
}
