import { foldText } from '#domain/absent.ts';
import type { ActingDuty, CurrentPost, HeldPost } from '#domain/person-record.ts';
import { compareLevels } from '#domain/siasn-codes.ts';
import type { RowNotes } from './siasn-cells.ts';
import type { JobRow } from './siasn-job-rows.ts';

/**
 * The definitive posts of one person, dated ones in order. A post ends where the next begins; where a row without a start
 * stands right after it in the file, its end is not known.
 */
export function heldPosts(jobs: readonly JobRow[]): HeldPost[] {
  const definitive = jobs.filter(({ assignment }) => assignment === 'D');
  const order = new Map(definitive.map((job, index) => [job, index]));
  const dated = definitive
    .filter(({ startedOn }) => startedOn !== null)
    .toSorted((left, right) => ((left.startedOn ?? '') < (right.startedOn ?? '') ? -1 : 1));
  const undated = definitive.filter(({ startedOn }) => startedOn === null);
  const isOpen = (job: JobRow) => undated.some((other) => order.get(other) === (order.get(job) ?? 0) + 1);
  return [
    ...dated.map((job, index) => toHeldPost(job, isOpen(job) ? null : (dated[index + 1]?.startedOn ?? null))),
    ...undated.map((job) => toHeldPost(job, null)),
  ];
}

function toHeldPost(job: JobRow, endedOn: string | null): HeldPost {
  const { source, title, level, eselon, unit, agency, startedOn } = job;
  return { source, conflict: null, title, level, eselon, unit, agency, startedOn, endedOn };
}

const regionalHead = 'penjabat kepala daerah';
const regionalHeads = new Set(['wali kota', 'walikota', 'bupati', 'gubernur']);

/** Acting duties, each against the definitive level held at its start; without that level the duty stays unknown. */
export function actingDuties(jobs: readonly JobRow[], current: CurrentPost | null, notes: RowNotes): ActingDuty[] {
  const held = heldPosts(jobs);
  return jobs
    .filter(({ assignment }) => assignment !== 'D' && assignment !== 'TT')
    .map((job) => {
      const duty = dutyOf(job, levelAt(job.startedOn, held, current));
      if (duty === null) notes.note('acting.level-unknown', 'jenisPenugasan', job.source);
      return {
        source: job.source,
        conflict: duty === null ? 'acting.level-unknown' : null,
        duty,
        startedOn: job.startedOn,
      };
    });
}

export const levelChanged = 'acting.level-changed';

/** Posts that were read with the acting duties, and the present post before and now. */
export interface Measured {
  readonly held: readonly HeldPost[];
  readonly before: CurrentPost | null;
  readonly now: CurrentPost | null;
}

/**
 * Acting duties whose history is not delivered again. One that is compared with another level of the present post than when it was read
 * is not known any more (`acting.level-changed`): what it was compared for is not in the record.
 */
export function keptDuties(duties: readonly ActingDuty[], { held, before, now }: Measured): readonly ActingDuty[] {
  return duties.map((duty) => {
    const { startedOn: day } = duty;
    const isOfPresent = day !== null && now !== null && now.startedOn !== null && now.startedOn <= day;
    if (!isOfPresent || duty.duty === regionalHead || levelAt(day, held, before) === now.level) return duty;
    return { ...duty, duty: null, conflict: levelChanged };
  });
}

function dutyOf(job: JobRow, own: CurrentPost['level']): string | null {
  if (job.assignment === 'PJ') {
    const post = foldText(job.title).replace(/^pj\.?\s*/, '');
    return [...regionalHeads].some((head) => post === head || post.startsWith(`${head} `)) ? regionalHead : null;
  }
  const step = compareLevels(job.level, own);
  if (step === undefined || step < 0) return null;
  return `${job.assignment === 'PLT' ? 'Plt' : 'Plh'} ${step > 0 ? 'lebih tinggi' : 'setara'}`;
}

function levelAt(day: string | null, held: readonly HeldPost[], current: CurrentPost | null): CurrentPost['level'] {
  if (day === null) return null;
  if (current !== null && current.startedOn !== null && current.startedOn <= day) return current.level;
  const then = held.findLast(({ startedOn, endedOn }) => {
    return startedOn !== null && startedOn <= day && (endedOn === null || day < endedOn);
  });
  return then?.level ?? null;
}
