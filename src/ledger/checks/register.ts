import type { Canonical } from '../canonical.ts';
import { type Examination, type ExaminedEntry, entryPlace } from '../examination.ts';

/** A selection's number in the register of its agency, or as it was opened. */
interface Numbered {
  readonly entry: ExaminedEntry;
  readonly selection: string;
  /** `agency/<code> <number>`. */
  readonly number: string;
}

/**
 * Part of check 7, in a dump alone: each agency numbers its selections from 1 without gaps, each number belongs to a selection
 * that is here and was opened under it, and no selection is here without one. A whole selection cannot be left out unseen.
 */
export function checkRegister({ content, findings }: Examination, known: readonly ExaminedEntry[]): void {
  if (content.manifest.kind !== 'dump') return;
  const say = ({ entry }: Pick<Numbered, 'entry'>, expected: string, found: string) => {
    findings.add({ check: 7, code: 'register.gap', place: entryPlace(entry), expected, found });
  };
  const inOrder = [...known].sort((one, other) => one.position - other.position);
  const registered = inOrder.filter(({ envelope }) => envelope.type === 'selection.registered/1').map(readRegistered);
  const opened = inOrder.filter(({ envelope }) => envelope.type === 'selection.opened/1').map(readOpened);
  const counts = new Map<string, number>();
  for (const one of registered) {
    const { stream } = one.entry.envelope;
    const next = (counts.get(stream) ?? 0) + 1;
    counts.set(stream, next);
    if (one.number !== `${stream} ${String(next)}`) say(one, `${stream} ${String(next)}`, one.number);
  }
  const numbersOpened = new Map(opened.map(({ selection, number }) => [selection, number]));
  const numbersRegistered = new Map(registered.map(({ selection, number }) => [selection, number]));
  for (const one of registered) {
    const found = numbersOpened.get(one.selection);
    if (found !== one.number) say(one, `${one.selection} as ${one.number}`, found ?? 'none');
  }
  for (const one of opened) {
    if (!numbersRegistered.has(one.selection)) say(one, one.number, 'none');
  }
}

function readRegistered(entry: ExaminedEntry): Numbered {
  const { stream, open } = entry.envelope;
  return { entry, selection: textOf(open['selection']), number: `${stream} ${textOf(open['number'])}` };
}

function readOpened(entry: ExaminedEntry): Numbered {
  const { stream, agency, open } = entry.envelope;
  const number = `agency/${agency ?? ''} ${textOf(open['number'])}`;
  return { entry, selection: stream.slice('selection/'.length), number };
}

/** The types have given both their form: a uuid, a count. */
function textOf(value: Canonical | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
