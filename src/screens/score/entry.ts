import { Refused, refuse } from '#domain/refusal.ts';
import type { Elsewhere, Screen, ScreenRequest } from '#platform/screens.ts';
import { type Desk, isFilled, nextOf, readDesk, sentSheet, sheetHref } from './desk.ts';

/** Leads to what is to be scored next, or to the part of a sheet that the address names. */
export const scoreScreen: Screen = { path: '/selections/:selectionId/score', draw: leadToSheet };

async function leadToSheet(request: ScreenRequest): Promise<Elsewhere> {
  const desk = await readDesk(request);
  const { candidate, criterion, by } = request.query;
  const named = desk.candidates.find(({ ref }) => ref === candidate);
  const first = named ?? firstWaiting(desk) ?? desk.candidates[0];
  if (first === undefined) throw new Refused(refuse('thing.missing'));
  const known = desk.criteria.find(({ code }) => code === criterion);
  const isWhole = by === 'candidate' || desk.round === 'final' || desk.criteria.length < 2;
  const code = known?.code ?? (isWhole ? undefined : firstOpen(desk, first.ref));
  return { href: sheetHref(desk, first.ref, code) };
}

/** By criterion: whoever lacks a value for the first criterion that is not through. Then whoever's sheet is not sent. */
function firstWaiting(desk: Desk) {
  const unsent = nextOf(desk, undefined, (one) => sentSheet(desk, one) === null);
  if (desk.round !== 'independent') return unsent;
  for (const criterion of desk.criteria) {
    const open = nextOf(
      desk,
      undefined,
      (one) => sentSheet(desk, one) === null && !isFilled(desk.saved(one.ref), criterion),
    );
    if (open !== undefined) return open;
  }
  return unsent;
}

function firstOpen({ criteria, saved }: Desk, ref: string): string | undefined {
  return criteria.find((criterion) => !isFilled(saved(ref), criterion))?.code;
}
