import { isAbsent } from './absent.ts';
import type { PersonRecord, Register, RegisterRow } from './person-record.ts';
import type { IndicatorRule, Measure, PolicyPack } from './policy-pack.ts';
import { type Refusal, refuse } from './refusal.ts';
import { scoreValue } from './score-table.ts';

/** What an action of a development plan is. Written into entries: permanent. */
export const actionKinds = [
  'training',
  'course',
  'certification',
  'team',
  'acting',
  'award',
  'study',
  'coaching',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** What is said of an action that is over. Dates are ISO days; `word` is one of the policy's table. */
export interface Completion {
  readonly doneOn: string;
  readonly startedOn: string | null;
  readonly number: string | null;
  readonly hours: number | null;
  readonly validUntil: string | null;
  readonly word: string | null;
  /** Where it is on paper. */
  readonly evidence: string;
}

export type EvidenceRegister = 'trainings' | 'courses' | 'teams' | 'acting' | 'awards';

/** A row of a person's record that came from a confirmed action. */
export interface PlanEvidence {
  readonly register: EvidenceRegister;
  readonly row: RegisterRow;
}

/** A completed action as it is made into a row, under the entry that confirms it. */
export interface Completed {
  readonly kind: ActionKind;
  readonly completion: Completion;
  readonly planId: string;
  readonly entryId: string;
}

interface KindRule {
  readonly register: EvidenceRegister;
  /** What the indicators that ask the register measure; with `takesWord` the first says which words there are. */
  readonly measures: readonly Measure[];
  readonly takesWord: boolean;
  readonly needs: readonly (keyof Completion)[];
  readonly toRow: (completed: Completed) => object;
}

/** Nothing that was written freely in a plan goes into a record, where an erasure of whoever is named in it could not strike it. */
const titled = (what: string, { completion: { number, doneOn, hours }, entryId }: Completed) => ({
  title: `${what} menurut rencana pengembangan, entri ${entryId}`,
  number,
  endedOn: doneOn,
  hours,
});

/** What kinds leave in the record. A degree is read from the personnel record alone, and coaching has no register: they leave nothing. */
const kindRules: Readonly<Partial<Record<ActionKind, KindRule>>> = {
  training: {
    register: 'trainings',
    measures: ['professional-certificates'],
    takesWord: false,
    needs: ['number'],
    toRow: (completed) => titled('Pelatihan', completed),
  },
  course: {
    register: 'courses',
    measures: ['certificates'],
    takesWord: false,
    needs: ['number'],
    toRow: (completed) => ({ ...titled('Kursus', completed), type: 'T', validUntil: completed.completion.validUntil }),
  },
  certification: {
    register: 'courses',
    measures: ['professional-certificates'],
    takesWord: false,
    needs: ['number'],
    toRow: (completed) => ({
      ...titled('Sertifikasi', completed),
      type: 'P',
      validUntil: completed.completion.validUntil,
    }),
  },
  team: {
    register: 'teams',
    measures: ['highest-team-role', 'highest-team-role/2'],
    takesWord: true,
    needs: ['word', 'startedOn'],
    toRow: ({ completion: { word, startedOn, doneOn } }) => ({ role: word, startedOn, endedOn: doneOn }),
  },
  acting: {
    register: 'acting',
    measures: ['acting-duty'],
    takesWord: true,
    needs: ['word', 'startedOn'],
    toRow: ({ completion: { word, startedOn } }) => ({ duty: word, startedOn }),
  },
  award: {
    register: 'awards',
    measures: ['highest-award'],
    takesWord: true,
    needs: ['word'],
    toRow: ({ completion: { word, doneOn } }) => ({ level: word, givenOn: doneOn }),
  },
};

/** The indicators of a policy, and their parts, for which a confirmed action of the kind counts. */
export function indicatorsFedBy({ indicators }: Pick<PolicyPack, 'indicators'>, kind: ActionKind): IndicatorRule[] {
  const measures = kindRules[kind]?.measures ?? [];
  return allRules(indicators).filter(({ measure }) => measure !== null && measures.includes(measure));
}

/** The words that the policy's table has for an action of the kind; none where it takes none. */
export function wordsFor(pack: Pick<PolicyPack, 'indicators'>, kind: ActionKind): readonly string[] {
  if (kindRules[kind]?.takesWord !== true) return [];
  return indicatorsFedBy(pack, kind).flatMap(({ table }) =>
    table.kind === 'enum' ? table.values.map(({ value }) => value).filter((word) => word !== 'tidak ada') : [],
  );
}

/** Whether an action of the kind could never be completed: it takes a word, and the policy's table has none. */
export function lacksWords(pack: Pick<PolicyPack, 'indicators'>, kind: ActionKind): boolean {
  return kindRules[kind]?.takesWord === true && wordsFor(pack, kind).length === 0;
}

function allRules(rules: readonly IndicatorRule[]): IndicatorRule[] {
  return rules.flatMap((rule) => [rule, ...(rule.table.kind === 'mean' ? allRules(rule.table.parts) : [])]);
}

/** Codes of the indicators that a goal may name: those of the policy and their parts. */
export function indicatorCodes({ indicators }: Pick<PolicyPack, 'indicators'>): string[] {
  return allRules(indicators).map(({ code }) => code);
}

/** The first thing that the kind needs and a report does not say. */
export function missingIn(kind: ActionKind, completion: Completion): keyof Completion | undefined {
  return kindRules[kind]?.needs.find((field) => completion[field] === null || isAbsent(String(completion[field])));
}

interface CompletionScene {
  readonly pack: Pick<PolicyPack, 'indicators'>;
  /** The day the plan was opened, where the agency is. */
  readonly openedOn: string;
  readonly today: string;
}

/** What is amiss with a report: plan.done-ahead, plan.done-before, plan.evidence-missing, plan.evidence-order, plan.evidence-word. */
export function refuseCompletion(
  kind: ActionKind,
  completion: Completion,
  { pack, openedOn, today }: CompletionScene,
): Refusal | undefined {
  const { doneOn, startedOn, word } = completion;
  if (doneOn > today) return refuse('plan.done-ahead');
  if (doneOn < openedOn) return refuse('plan.done-before', { opened: openedOn });
  const rule = kindRules[kind];
  const lacking = missingIn(kind, completion);
  if (lacking !== undefined) return refuse('plan.evidence-missing', { field: lacking });
  if (startedOn !== null && startedOn > doneOn) return refuse('plan.evidence-order');
  if (rule?.takesWord !== true || word === null) return undefined;
  const known = indicatorsFedBy(pack, kind).some((one) => scoreValue(one, word).status === 'KNOWN');
  return known && word !== 'tidak ada' ? undefined : refuse('plan.evidence-word', { word });
}

/** Where a row of a record that came from a plan says that it was read. */
export function planSource(planId: string, entryId: string): string {
  return `plan:${planId} entry:${entryId}`;
}

/** Plan and entry of such a source, alone or among others. */
export function planOfSource(source: string): { readonly planId: string; readonly entryId: string } | undefined {
  const [, planId, entryId] = /(?:^|, )plan:([0-9a-f-]{36}) entry:([0-9a-f-]{36})/.exec(source) ?? [];
  return planId === undefined || entryId === undefined ? undefined : { planId, entryId };
}

/** The row that a completed action leaves in the record; null for kinds that leave none. */
export function toEvidence(completed: Completed): PlanEvidence | null {
  const rule = kindRules[completed.kind];
  if (rule === undefined) return null;
  const row = { ...rule.toRow(completed), source: planSource(completed.planId, completed.entryId), conflict: null };
  return { register: rule.register, row };
}

/**
 * The record with what confirmed actions have added. A register that nobody has looked up stays unknown: one row does not say that
 * there are no others.
 */
export function withEvidence(record: PersonRecord, evidence: readonly PlanEvidence[]): PersonRecord {
  return evidence.reduce(addRow, record);
}

function addRow(record: PersonRecord, { register, row }: PlanEvidence): PersonRecord {
  const known: Register<RegisterRow> = record[register];
  if (known.items === null || known.items.some(({ source }) => source === row.source)) return record;
  // Counts name the source of the register, so it names the row as well.
  return { ...record, [register]: { source: `${known.source}, ${row.source}`, items: [...known.items, row] } };
}
