import { foldText } from '#domain/absent.ts';
import type { CurrentPost, PersonRecord, Register, RegisterRow, Stated } from '#domain/person-record.ts';
import { planOfSource } from '#domain/plan-evidence.ts';
import type { RowNotes } from './siasn-cells.ts';
import { type HistoryKind, historyNames } from './siasn-files.ts';
import { type PersonalKind, personalKinds } from './siasn-histories.ts';
import { keptDuties, levelChanged } from './siasn-job-spans.ts';
import { bareTitle } from './siasn-titles.ts';

type RegisterName = {
  [Name in keyof PersonRecord]-?: PersonRecord[Name] extends Register<RegisterRow> | undefined ? Name : never;
}[keyof PersonRecord];

const registersOf: Readonly<Partial<Record<PersonalKind, readonly RegisterName[]>>> = {
  posts: ['posts', 'acting'],
  performance: ['performance'],
  trainings: ['trainings'],
  courses: ['courses'],
  sanctions: ['sanctions'],
  awards: ['awards'],
  teams: ['teams'],
  ratings: ['ratings'],
  assessments: ['assessments'],
};
const statementsOf: Readonly<Partial<Record<PersonalKind, 'feedback360' | 'wealthReport'>>> = {
  feedback: 'feedback360',
  wealth: 'wealthReport',
};

export interface Kept {
  /** Kinds of files that were not delivered. */
  readonly absent: ReadonlySet<HistoryKind>;
  /** Folded titles of the post list in force, delivered or known. */
  readonly listed: ReadonlySet<string>;
}

interface Keeping extends Kept {
  /** Notes on the person's profile row. */
  readonly notes: RowNotes;
}

/**
 * The record of a delivery, with all that the delivery does not speak of as it was known before: a history that was not delivered stays
 * as it stood, with the sources it had. Rows of development plans are left to whoever adds them to every record.
 */
export function keepStored(record: PersonRecord, stored: PersonRecord, kept: Keeping): PersonRecord {
  const members: Partial<Record<keyof PersonRecord, unknown>> = {};
  for (const kind of personalKinds) {
    if (!kept.absent.has(kind)) continue;
    for (const name of registersOf[kind] ?? []) {
      const register = stored[name];
      if (register !== undefined) members[name] = withoutPlans(register, kind);
    }
    const statement = statementsOf[kind];
    if (statement !== undefined) members[statement] = stored[statement];
  }
  const currentPost = keptPost(record.currentPost, stored.currentPost, kept);
  const whole = { ...record, ...(members as Partial<PersonRecord>), currentPost };
  return kept.absent.has('posts') ? withMeasured(whole, stored, kept.notes) : whole;
}

/** What has changed is said with every profile until the history is delivered again. */
function withMeasured(record: PersonRecord, stored: PersonRecord, notes: RowNotes): PersonRecord {
  const { acting, currentPost } = record;
  if (acting.items === null) return record;
  const posts = { held: stored.posts.items ?? [], before: stored.currentPost.value, now: currentPost.value };
  const items = keptDuties(acting.items, posts);
  const changed = items.filter(({ conflict }) => conflict === levelChanged).map(({ source }) => source);
  if (changed.length > 0) notes.note(levelChanged, 'JABATAN NAMA', changed.join(', '));
  return { ...record, acting: { ...acting, items } };
}

function withoutPlans(register: Register<RegisterRow>, kind: PersonalKind): Register<RegisterRow> {
  const items = register.items?.filter(({ source }) => planOfSource(source) === undefined) ?? null;
  return items?.length === register.items?.length ? register : { source: historyNames[kind], items };
}

/** The profile does not say the level of a structural post: under the same title the known one stays until a list or a history says it. */
function keptPost(
  read: Stated<CurrentPost>,
  stored: Stated<CurrentPost>,
  { absent, listed }: Kept,
): Stated<CurrentPost> {
  const [now, before] = [read.value, stored.value];
  if (now === null || before === null || before.level === null) return read;
  if (foldText(now.title) !== foldText(before.title)) return read;
  const decides = listed.has(bareTitle(now.title)) ? 'masterPosts' : 'posts';
  if (!absent.has(decides)) return read;
  return { ...read, value: { ...now, level: before.level, eselon: before.eselon } };
}

/** Names, without their endings, of the histories of which a record says something. */
export function knownHistories(record: PersonRecord): string[] {
  return keptHistories(record, new Set(personalKinds));
}

/** Names, without their endings, of the histories that were not delivered and of which the record nevertheless says something. */
export function keptHistories(record: PersonRecord, absent: ReadonlySet<HistoryKind>): string[] {
  return personalKinds
    .filter((kind) => absent.has(kind) && isKnown(record, kind))
    .map((kind) => historyNames[kind].replace(/\.json$/, ''));
}

function isKnown(record: PersonRecord, kind: PersonalKind): boolean {
  const statement = statementsOf[kind];
  if (statement !== undefined) return record[statement].value !== null;
  return (registersOf[kind] ?? []).some((name) => record[name]?.items != null);
}
