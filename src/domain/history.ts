import type { Reading } from './access-reads.ts';
import { type EntryKind, type EntryRule, entryRules } from './history-rules.ts';

/** Summary: what became of the selection. Detail: every entry. Raw: with the bytes. */
export type HistoryDepth = 'summary' | 'detail' | 'raw';

type MayRead = (reading: Reading) => boolean;

interface Entry {
  readonly type: string;
  readonly open: Readonly<Record<string, unknown>>;
}

/** What a depth is refused without: whoever sees a selection sees what became of it, all else needs the ledger. */
export function depthReading(depth: HistoryDepth): Reading {
  return depth === 'summary' ? 'selection' : 'ledger';
}

/** The types that a history of this depth and kind shows; null for all there ever will be. */
export function typesShown(depth: HistoryDepth, kind: EntryKind | null): readonly string[] | null {
  if (depth !== 'summary' && kind === null) return null;
  return Object.entries(entryRules)
    .filter(([, rule]) => (depth !== 'summary' || rule.inSummary === true) && (kind === null || rule.kind === kind))
    .map(([type]) => type);
}

/** A type that has no rule here is shown to those who read the ledger. */
const unknownRule: EntryRule = { kind: 'course', open: 'ledger', committed: {} };

function ruleFor(type: string): EntryRule {
  return Object.hasOwn(entryRules, type) ? (entryRules[type] ?? unknownRule) : unknownRule;
}

export function kindOf(type: string): EntryKind {
  return ruleFor(type).kind;
}

/** The words of an entry that the asker may know: open fields, and of the sealed ones those that are opened and readable. */
export function knownWords(
  entry: Entry,
  opened: ReadonlyMap<string, unknown>,
  mayRead: MayRead,
): Record<string, unknown> {
  const rule = ruleFor(entry.type);
  const isKnown = (field: string) => rule.plain?.includes(field) === true || mayRead(rule.open);
  const open = Object.entries(entry.open).filter(([field]) => isKnown(field));
  const disclosed = [...opened].filter(([field]) => mayRead(sealedReading(entry, field)));
  return Object.fromEntries([...open, ...disclosed]);
}

/** What a sealed field is refused without. Who somebody is depends on the part they have. */
function sealedReading({ type, open }: Entry, field: string): Reading {
  if (type === 'person.bound/1') return nameReading(String(open['role'])) ?? 'ledger';
  return ruleFor(type).committed[field] ?? 'ledger';
}

const nameReadings: Readonly<Record<string, Reading>> = {
  chair: 'committee',
  member: 'committee',
  secretary: 'committee',
  hr: 'committee',
  authority: 'committee',
  candidate: 'candidate-names',
  // Who scores, and who puts somebody forward, is known to those who keep the ledger.
  assessor: 'ledger',
  'unit-head': 'ledger',
};

/** What the name of somebody who acted is refused without; nothing for a program, which has none. */
export function nameReading(role: string): Reading | undefined {
  return Object.hasOwn(nameReadings, role) ? nameReadings[role] : undefined;
}
