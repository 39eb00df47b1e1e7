import { stepsBetween } from '#domain/map-resolutions.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { Envelope } from '#ledger/entry.ts';
import type { MeritEntry } from '#ledger/examination.ts';
import { derivationOf, frozen, map, mapEntry, pack, refOf } from './map-bundle.ts';
import { altered } from './merit-bundle.ts';

/** A map that a committee of five reviews: it moves one person by a step, and resolves to publish. */
export const members = [11, 12, 13, 14, 15].map(refOf);
export const [chair = ''] = members;
const boxes = frozen.map((one) => derivationOf(one)['box']);
export const who = boxes.findIndex((box) => typeof box === 'number');
export const from = Number(boxes[who]);
const stepsFrom = (start: number, box: number) => pack && stepsBetween(pack.boxes, { from: start, to: box });
const neighbours = (steps: number) => [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((box) => stepsFrom(from, box) === steps);
export const [to = 0] = neighbours(1);
export const [tooFar = 0] = neighbours(2);
/** A step from there, and two from where the person was. */
export const [further = 0] = neighbours(2).filter((box) => stepsFrom(to, box) === 1);
export const moveId = refOf(21);
const publicationId = refOf(22);
export const reason = 'Memimpin dua program lintas dinas.';
export const content: Canonical = { from, to, ground: 'recent-achievement', reason, evidence: 'SK 12/2026' };

export type Step = readonly [
  type: string,
  open: Envelope['open'],
  actor: string | null,
  openings?: Record<string, Canonical>,
];

export const vote = (resolution: string, seat: number, choice: string): Step => [
  'resolution.voted/1',
  { resolution },
  members[seat - 1] ?? null,
  { choice, reason: null },
];
export const decided = (resolution: string, outcome: string, [approve, reject, abstain]: readonly number[]): Step => [
  'resolution.decided/1',
  { resolution, outcome, approve: approve ?? 0, reject: reject ?? 0, abstain: abstain ?? 0 },
  null,
];
export const moveProposed: Step = [
  'move.proposed/1',
  { resolution: moveId, person: refOf(who), members, chair, recused: [] },
  chair,
  { content },
];
export const publicationProposed: Step = [
  'publication.proposed/1',
  { resolution: publicationId, members, chair },
  chair,
];
export const course: readonly Step[] = [
  moveProposed,
  vote(moveId, 1, 'approve'),
  vote(moveId, 3, 'reject'),
  vote(moveId, 4, 'approve'),
  vote(moveId, 5, 'approve'),
  decided(moveId, 'adopted', [3, 1, 0]),
  publicationProposed,
  vote(publicationId, 1, 'approve'),
  vote(publicationId, 2, 'approve'),
  vote(publicationId, 3, 'approve'),
  decided(publicationId, 'adopted', [3, 0, 0]),
  ['mapping.published/1', { moved: 1 }, null],
];

export function reviewed(steps: readonly Step[]): readonly MeritEntry[] {
  return steps.map(([type, open, ref, openings = {}], index) => {
    const entry = mapEntry(map.length + 1 + index, type, open);
    const { actor } = entry.envelope;
    return altered(
      { ...entry, openings: new Map(Object.entries(openings)) },
      { envelope: { actor: { ...actor, ref } } },
    );
  });
}
