import { Refused, refuse } from '#domain/refusal.ts';
import type { Answer } from '#platform/asking.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import { deskAnswer } from '#schemas/assessments.ts';
import { type FormValues, valueOf } from '#web/forms.ts';
import type { RecordLine } from '../record-lines.ts';
import { readSelectionHead, type SelectionHead } from '../selection-head.ts';

type DeskAnswer = Answer<typeof deskAnswer>;
export type DeskCandidate = DeskAnswer['candidates'][number];
export type Criterion = DeskAnswer['criteria'][number];
export type Sheet = NonNullable<DeskCandidate['independent']>;

/** What an assessor has before them: whom, by what, what was sent and what is only saved. */
export interface Desk {
  readonly head: SelectionHead;
  readonly candidates: readonly DeskCandidate[];
  readonly criteria: readonly Criterion[];
  /** Undefined while the assessment is not open. */
  readonly round: 'independent' | 'final' | undefined;
  /** What is saved and not sent, by the candidate's ref. */
  readonly saved: (ref: string) => FormValues;
}

export interface Shown {
  readonly desk: Desk;
  readonly candidate: DeskCandidate;
  /** The one criterion that is shown; undefined where all are. */
  readonly criterion: Criterion | undefined;
  /** The frozen record of the candidate without what would tell who it is; empty before the freeze. */
  readonly evidence: readonly RecordLine[];
}

export async function readDesk(request: ScreenRequest): Promise<Desk> {
  const head = await readSelectionHead(request);
  const { candidates, criteria } = await request.ask.get('/selections/:selectionId/desk', deskAnswer, head.at);
  const kept = await request.saved(`${head.href}/score/`);
  return {
    head,
    candidates,
    criteria,
    round: roundOf(head),
    saved: (ref) => kept.get(sheetPath(head, ref)) ?? {},
  };
}

function roundOf({ live }: SelectionHead): Desk['round'] {
  if (live?.kind !== 'assessment' || live.state !== 'open') return undefined;
  return live.step === 'final' ? 'final' : 'independent';
}

/** The candidate of the address; whoever is not on this desk is answered as if not there. */
export function candidateOf({ candidates }: Desk, ref: string | undefined): DeskCandidate {
  const found = candidates.find((candidate) => candidate.ref === ref);
  if (found === undefined) throw new Refused(refuse('thing.missing'));
  return found;
}

function sheetPath({ href }: SelectionHead, ref: string): string {
  return `${href}/score/${ref}`;
}

/** Which part of a sheet a page shows: all criteria of one candidate, or one criterion of one after the other. */
export function sheetHref({ head }: Desk, ref: string, criterion?: string): string {
  const path = sheetPath(head, ref);
  return criterion === undefined
    ? `${path}?by=candidate`
    : `${path}?by=criterion&criterion=${encodeURIComponent(criterion)}`;
}

/** The sheet of this round, once it is sent. */
export function sentSheet({ round }: Pick<Desk, 'round'>, { independent, final }: DeskCandidate): Sheet | null {
  return round === 'independent' ? independent : final;
}

/** Names of the fields of one criterion. */
export function fieldNames({ code }: Criterion) {
  return { score: `score-${code}`, blank: `blank-${code}`, reason: `reason-${code}` };
}

/** Whether something was put down for a criterion: a score, or that it cannot be scored. */
export function isFilled(values: FormValues, criterion: Criterion): boolean {
  const { score, blank } = fieldNames(criterion);
  return valueOf(values, score) !== '' || valueOf(values, blank) !== '';
}

/** The next candidate in the drawn order, from the one after this and round to it, who still waits; undefined when nobody does. */
export function nextOf(
  { candidates }: Desk,
  ref: string | undefined,
  waits: (candidate: DeskCandidate) => boolean,
): DeskCandidate | undefined {
  const at = candidates.findIndex((candidate) => candidate.ref === ref);
  const others = [...candidates.slice(at + 1), ...candidates.slice(0, at + 1)];
  return others.find((candidate) => candidate.ref !== ref && waits(candidate));
}
