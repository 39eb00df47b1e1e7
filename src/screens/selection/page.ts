import { eselonName } from '#domain/siasn-codes.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { assessorsAnswer, rankingAnswer } from '#schemas/assessments.ts';
import { ballotsAnswer, outcomeAnswer, seatsAnswer } from '#schemas/committees.ts';
import { candidatesAnswer } from '#schemas/nominations.ts';
import { placementAnswer } from '#schemas/placements.ts';
import { criteriaAnswer } from '#schemas/selections.ts';
import { breadcrumbs, code, linkButton, metaList } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import { holdsAny, type Page } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { nameOf } from '../candidate-names.ts';
import { criteriaNames, criteriaSources } from '../criteria-names.ts';
import { historySection, readHistory } from '../record/history.ts';
import { readSelectionHead, type SelectionHead } from '../selection-head.ts';
import { readStanding, type Standing } from '../standing.ts';
import { awaitedNow, standingBanner } from './banner.ts';
import { candidatesSection } from './candidates.ts';
import { committeePanel, outcomeSection, placementSection, proofPanel } from './panels.ts';
import { rankingSection } from './ranking.ts';
import { stageNotes } from './stage-notes.ts';
import { stageBar } from './stages.ts';

/** One selection: where it stands, whom it waits for, and everything about it that this viewer may see. */
export const selectionScreen: Screen = { path: '/selections/:selectionId', draw: drawSelection };

async function drawSelection(request: ScreenRequest): Promise<Page> {
  const { view } = request;
  const head = await readSelectionHead(request);
  const parts = await readParts(request, head);
  const { candidates, ranking, seats, outcome, ballots, placement, criteria, history, standing } = parts;
  const byRef = new Map(candidates.map((candidate) => [candidate.ref, candidate]));
  const placed = placement === undefined ? undefined : byRef.get(placement.candidate);
  const { stages } = head.selection;
  const notes = stageNotes(view, { ...parts, ranking: ranking?.ranking });
  const bar = stageBar(view, { stages, notes, banner: standingBanner(view, head, standing) });
  const main = html`${bar}<div class="b-split b-section"><div>${placement !== undefined && placementSection(view, { placement, name: placed === undefined ? placement.candidate : nameOf(placed) })}${outcome !== undefined && outcomeSection(view, { outcome, ballots, seats: seats ?? [] })}${rankingSection(view, { ranking: ranking?.ranking, candidates, criteria: criteriaNames(criteria, view), sources: criteriaSources(criteria) })}${candidatesSection(view, candidates)}${history !== undefined && historySection(view, history, { href: head.href, now: awaitedNow(view, head, standing) })}</div><div class="b-stack">${proofPanel(view, { isOpen: mayProve(request), selectionId: head.selectionId })}${committeePanel(view, seats, standing)}</div></div>`;
  return { title: head.selection.post.title, main, bar: identityBar(request, head, standing), at: 'board' };
}

async function readParts(request: ScreenRequest, head: SelectionHead) {
  const { ask } = request;
  const { at } = head;
  const [candidates, ranking, seats, outcome, ballots, placement, criteria, history, assessors, standing] =
    await Promise.all([
      ask.find('/selections/:selectionId/candidates', candidatesAnswer, at),
      ask.find('/selections/:selectionId/ranking', rankingAnswer, at),
      ask.find('/selections/:selectionId/seats', seatsAnswer, at),
      ask.find('/selections/:selectionId/outcome', outcomeAnswer, at),
      ask.find('/selections/:selectionId/ballots', ballotsAnswer, at),
      ask.find('/selections/:selectionId/placement', placementAnswer, at),
      ask.find('/selections/:selectionId/criteria', criteriaAnswer, at),
      readHistory(request, head),
      // An assessor is told of the own assignment alone, which counts nobody.
      holdsAny(request.view, ['secretary', 'hr', 'auditor', 'authority'])
        ? ask.find('/selections/:selectionId/assessors', assessorsAnswer, at)
        : undefined,
      readStanding(request, head),
    ]);
  return {
    candidates: candidates?.items ?? [],
    ranking,
    seats: seats?.items,
    outcome,
    ballots: ballots?.items ?? [],
    placement,
    criteria,
    history,
    assessors: assessors?.items,
    standing,
  };
}

/** Those who keep the case may have its proof; the route decides again when it is asked. */
function mayProve({ view }: ScreenRequest): boolean {
  return holdsAny(view, ['secretary', 'hr', 'auditor', 'authority']);
}

function identityBar(
  { view }: ScreenRequest,
  { selection, href }: SelectionHead,
  standing: Standing | undefined,
): Html {
  const { t, figures } = view;
  const { post, policy, state, openedAt, endedAt, plannedOn } = selection;
  const eselon = post.eselon === null ? undefined : eselonName(post.eselon);
  const age = standing?.ageWorkingDays ?? null;
  const crumbs = breadcrumbs(view, [{ text: t('nav.board'), href: '/board' }, { text: selection.code }]);
  const meta = metaList([
    html`${t(`selection.level-${post.level}` as WordKey)}${eselon !== undefined && `, ${t('selection.eselon', { eselon })}`}`,
    post.unit,
    html`${t('selection.code')} ${code(selection.code)}`,
    t(`selection.state-${state}` as WordKey),
    t('selection.policy', { id: policy.id.toUpperCase(), version: policy.version }),
    endedAt === null
      ? t('selection.opened', { day: figures.day(openedAt) })
      : t('selection.ended', { day: figures.day(endedAt) }),
    t('selection.planned', { day: figures.day(plannedOn) }),
    age !== null && endedAt === null && t('selection.age', { count: age }),
  ]);
  const actions = [
    linkButton({ href: `${href}/criteria`, text: t('selection.criteria') }, 'small'),
    linkButton({ href: `${href}/minutes`, text: t('selection.minutes') }, 'small'),
    linkButton({ href: `${href}/actions`, text: t('selection.actions') }, 'small'),
  ];
  return html`<div class="moj-identity-bar" role="region" aria-label="${t('selection.identity')}"><div class="moj-identity-bar__container govuk-width-container"><div class="moj-identity-bar__details">${crumbs}<h1 class="moj-identity-bar__title govuk-heading-l">${post.title}</h1>${meta}</div><div class="moj-identity-bar__actions">${actions}</div></div></div>`;
}
