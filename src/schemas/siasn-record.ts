import { foldText } from '#domain/absent.ts';
import type { CurrentPost, PersonRecord, PostLevel, Register, RegisterRow, Stated } from '#domain/person-record.ts';
import { specialistLevel } from '#domain/siasn-codes.ts';
import type { RowNotes } from './siasn-cells.ts';
import { type HistoryKind, historyNames } from './siasn-files.ts';
import type { Histories, Sourced } from './siasn-histories.ts';
import { actingDuties, heldPosts } from './siasn-job-spans.ts';
import type { ProfileRow } from './siasn-profile.ts';
import { bareTitle, type TitleRungs } from './siasn-titles.ts';

export interface RecordSources {
  readonly histories: Histories;
  readonly rungs: TitleRungs;
  /** Notes on the person's profile row. */
  readonly notes: RowNotes;
}

/** What the rules may look at about one person: the profile row with its histories. Nothing is guessed; what is absent stays null. */
export function toPersonRecord(row: ProfileRow, { histories, rungs, notes }: RecordSources): PersonRecord {
  const stated = <Value>(value: Value | null): Stated<Value> => ({ value, source: row.source, conflict: null });
  const currentPost = currentPostOf(row, rungs);
  const { jobs } = histories;
  return {
    kind: stated(row.kind),
    bornOn: row.bornOn,
    status: row.status,
    rank: row.rank,
    rankSince: stated(row.rankSince),
    education: stated(row.education),
    fieldOfStudy: stated(row.fieldOfStudy),
    currentPost,
    posts: { source: historyNames.posts, items: jobs === null ? null : heldPosts(jobs) },
    acting: { source: historyNames.posts, items: jobs === null ? null : actingDuties(jobs, currentPost.value, notes) },
    performance: registerOf('performance', histories.performance),
    trainings: registerOf('trainings', histories.trainings),
    courses: registerOf('courses', histories.courses),
    sanctions: registerOf('sanctions', histories.sanctions),
    awards: registerOf('awards', histories.awards),
    teams: registerOf('teams', histories.teams),
    feedback360: settle('feedback', histories.feedback, { dayOf: () => '', notes }),
    assessments: registerOf('assessments', histories.assessments),
    wealthReport: settle('wealth', histories.wealth, { dayOf: ({ checkedOn }) => checkedOn, notes }),
    // Without the file nobody looked, and a record without the register says the same.
    ...(histories.ratings === null ? {} : { ratings: registerOf('ratings', histories.ratings) }),
  };
}

function registerOf<Item extends RegisterRow>(kind: HistoryKind, items: readonly Item[] | null): Register<Item> {
  return { source: historyNames[kind], items };
}

interface Settling<Value> {
  /** The ISO day of a row; '' where rows have none. */
  readonly dayOf: (value: Value) => string;
  readonly notes: RowNotes;
}

/** The rows of the newest day count, wherever they stand in the file. Where they do not say the same, nobody knows which is right. */
function settle<Value>(
  kind: 'feedback' | 'wealth',
  all: readonly Sourced<Value>[] | null,
  { dayOf, notes }: Settling<Value>,
): Stated<Value> {
  const newest = (all ?? []).reduce((day, { value }) => (dayOf(value) > day ? dayOf(value) : day), '');
  const rows = (all ?? []).filter(({ value }) => dayOf(value) === newest);
  const [first] = rows.toSorted((left, right) => (left.source < right.source ? -1 : 1));
  const source = first?.source ?? historyNames[kind];
  if (new Set(rows.map(({ value }) => JSON.stringify(value))).size <= 1)
    return { value: first?.value ?? null, source, conflict: null };
  notes.note('statement.contradicting', historyNames[kind], source);
  return { value: null, source, conflict: 'statement.contradicting' };
}

function currentPostOf({ post, source }: ProfileRow, rungs: TitleRungs): Stated<CurrentPost> {
  if (post.isActing) return { value: null, source, conflict: 'title.acting' };
  if (post.title === null) return { value: null, source, conflict: null };
  const rung = rungs.get(bareTitle(post.title)) ?? { level: levelOfKind(post.kind, post.title), eselon: null };
  const { title, unit, agency, startedOn } = post;
  return { value: { title, ...rung, unit, agency, startedOn }, source, conflict: null };
}

/** Staff and specialists say their level themselves; a structural post only through the post list or a history. */
function levelOfKind(kind: string | null, title: string): PostLevel | null {
  if (kind === '4') return 'pelaksana';
  return kind === '2' ? specialistLevel(foldText(title)) : null;
}
