import { fromUtf8, toUtf8 } from '../bytes.ts';
import type { Canonical } from '../canonical.ts';
import type { Envelope } from '../entry.ts';
import { type Examination, entryPlace } from '../examination.ts';

/** A selection's number in the register of its agency, or as it was opened. */
interface Numbered {
  readonly position: number;
  readonly selection: string;
  /** `agency/<code>`, of which the number is. */
  readonly stream: string;
  /** `agency/<code> <number>`. */
  readonly number: string;
}

interface PlacedEntry {
  readonly envelope: Envelope;
  readonly position: number;
}

/** What the entries of known types say of the register. */
export class RegisterInMaking {
  readonly #registered: Numbered[] = [];
  readonly #opened: Numbered[] = [];

  add(entry: PlacedEntry): void {
    const { type } = entry.envelope;
    if (type === 'selection.registered/1') this.#registered.push(readRegistered(entry));
    if (type === 'selection.opened/1') this.#opened.push(readOpened(entry));
  }

  /** Both in the order of the log. */
  list(): { readonly registered: readonly Numbered[]; readonly opened: readonly Numbered[] } {
    const inOrder = (one: Numbered, other: Numbered) => one.position - other.position;
    return { registered: this.#registered.sort(inOrder), opened: this.#opened.sort(inOrder) };
  }
}

/**
 * Part of check 7, in a dump alone: each agency numbers its selections from 1 without gaps, each number belongs to a selection
 * that is here and was opened under it, and no selection is here without one. A whole selection cannot be left out unseen.
 */
export function checkRegister({ content, findings }: Examination, register: RegisterInMaking): void {
  if (content.manifest.kind !== 'dump') return;
  const say = (one: Numbered, expected: string, found: string) => {
    findings.add({ check: 7, code: 'register.gap', place: entryPlace(one), expected, found });
  };
  const { registered, opened } = register.list();
  const counts = new Map<string, number>();
  for (const one of registered) {
    const { stream } = one;
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

function readRegistered({ envelope: { stream, open }, position }: PlacedEntry): Numbered {
  return numbered(position, { selection: textOf(open['selection']), stream, number: textOf(open['number']) });
}

function readOpened({ envelope: { stream, agency, open }, position }: PlacedEntry): Numbered {
  const selection = stream.slice('selection/'.length);
  return numbered(position, { selection, stream: `agency/${agency ?? ''}`, number: textOf(open['number']) });
}

/** Copies: what was cut out of the text of an entry would keep all of it in memory. */
function numbered(position: number, said: Omit<Numbered, 'position'>): Numbered {
  const [selection = '', stream = '', number = ''] = [said.selection, said.stream, `${said.stream} ${said.number}`].map(
    (text) => fromUtf8(toUtf8(text)),
  );
  return { position, selection, stream, number };
}

/** The types have given both their form: a uuid, a count. */
function textOf(value: Canonical | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
