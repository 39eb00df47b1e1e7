import type { Answer } from '#platform/asking.ts';
import type { rankingAnswer } from '#schemas/assessments.ts';
import { details, dotted, link, locked, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import { belowName, type Candidates, nameOf } from '../candidate-names.ts';
import { type CriterionSource, ruleOfCriterion, sourceOfCriterion } from '../criteria-names.ts';

export type Candidate = Candidates[number];
type Ranking = Answer<typeof rankingAnswer>['ranking'];
type Ranked = Ranking['ranked'][number];

interface Criteria {
  /** Words of the sealed criteria by their codes. */
  readonly criteria: ReadonlyMap<string, string>;
  readonly sources: ReadonlyMap<string, CriterionSource>;
}

export interface RankingShown extends Criteria {
  readonly ranking: Ranking | undefined;
  readonly candidates: readonly Candidate[];
}

export function rankingSection(view: View, shown: RankingShown): Html {
  const { t } = view;
  const { ranking, criteria, sources } = shown;
  const head = { id: 'ranking', title: t('selection.ranking') };
  if (ranking === undefined) {
    const body = html`<p>${t('selection.ranking-none')}</p>`;
    return section(head, locked({ id: 'ranking-closed', title: t('selection.ranking-closed'), body }));
  }
  const byRef = new Map(shown.candidates.map((candidate) => [candidate.ref, candidate]));
  const rows = ranking.ranked.map((ranked) => rankedRow(view, { ranked, byRef, criteria, sources }));
  const traces = ranking.ranked.map((ranked) => traceOf(view, { ranked, byRef, criteria, sources }));
  const hasBands = ranking.ranked.some(({ band }) => band !== null);
  const unranked = ranking.unranked.map(({ ref, missing }) => {
    const candidate = byRef.get(ref);
    const named = missing.map((one) => shown.criteria.get(one) ?? one).join(', ');
    return html`<p class="govuk-body-s"><strong>${candidate === undefined ? ref : nameOf(candidate)}</strong>: ${t('selection.unranked', { missing: named })}</p>`;
  });
  return section(
    head,
    html`${table({ labelledBy: 'ranking', columns: columns(view), rows, narrow: 'grid' })}${rankingNote(view, shown.candidates, hasBands)}${unranked}${traces}`,
  );
}

/** What a band means, and how many candidates are not in the list, with the way to why. */
function rankingNote({ t }: View, candidates: readonly Candidate[], hasBands: boolean): Html | false {
  const excluded = candidates.filter(({ state }) => state === 'excluded').length;
  const out = excluded > 0 && link({ href: '#candidates', text: t('selection.ranking-excluded', { count: excluded }) });
  if (!hasBands && out === false) return false;
  return html`<p class="govuk-body-s b-mt-4">${hasBands && t('selection.ranking-bands')} ${out}</p>`;
}

function columns({ t }: View) {
  return [
    { label: t('selection.rank') },
    { label: t('selection.candidate'), isHeader: true },
    { label: t('selection.box') },
    { label: t('selection.performance'), isNumeric: true },
    { label: t('selection.potential'), isNumeric: true },
    { label: t('selection.total'), isNumeric: true },
    { label: t('selection.band') },
  ];
}

interface Placed extends Criteria {
  readonly ranked: Ranked;
  readonly byRef: ReadonlyMap<string, Candidate>;
}

function rankedRow(view: View, placed: Placed): Piece[] {
  const { t, figures } = view;
  const { ranked, byRef } = placed;
  const candidate = byRef.get(ranked.ref);
  const merit = candidate?.merit;
  const score = (value: string | null | undefined) => (value == null ? t('furniture.unknown') : figures.score(value));
  const name = candidate === undefined ? ranked.ref : nameOf(candidate);
  const below = [...(candidate === undefined ? [] : belowName(candidate)), ...tieWords(view, placed)];
  return [
    html`<span class="b-rank">${ranked.rank}</span>`,
    html`${link({ href: `#trace-${ranked.ref}`, text: html`<strong>${name}</strong>` })}${below.length > 0 && html`<span class="b-source">${dotted(below)}</span>`}`,
    merit?.box == null ? t('furniture.unknown') : html`<span class="b-box-no">${merit.box}</span>`,
    score(merit?.performance),
    score(merit?.potential),
    html`<strong>${figures.score(ranked.total)}</strong>`,
    ranked.band,
  ];
}

function tieWords({ t }: View, { ranked, byRef, criteria }: Placed): string[] {
  const { tiedWith, tieBrokenBy } = ranked;
  if (tieBrokenBy !== null) return [t('selection.tie-broken', { by: criteria.get(tieBrokenBy) ?? tieBrokenBy })];
  if (tiedWith.length === 0) return [];
  return [t('selection.tied', { names: tiedWith.map((ref) => byRef.get(ref)?.code ?? ref).join(', ') })];
}

/** Every step from a value to a total, as the verifier repeats it. */
function traceOf(view: View, { ranked, byRef, criteria, sources }: Placed): Html {
  const { t, figures, isPrinted } = view;
  const candidate = byRef.get(ranked.ref);
  const name = candidate === undefined ? ranked.ref : nameOf(candidate);
  const rows = ranked.trace.map(({ component, value, weight, contribution }) => [
    criteria.get(component) ?? component,
    ...originOf(view, sources.get(component)),
    figures.score(value),
    figures.score(weight),
    figures.score(contribution),
  ]);
  const title = t('selection.trace-of', { name });
  const summary = html`${t('selection.trace', { rank: ranked.rank })}<span class="govuk-visually-hidden">, ${name}</span>`;
  const foot = html`<tfoot><tr role="row"><th role="rowheader" scope="row" colspan="5" class="govuk-table__header">${t('selection.trace-total')}</th><td role="cell" class="govuk-table__cell govuk-table__cell--numeric">${figures.score(ranked.total)}</td></tr></tfoot>`;
  const drawn = table({ caption: title, columns: traceColumns(view), rows, narrow: 'scroll', isDense: true, foot });
  const exact = html`<p class="govuk-body-s b-mb-0 b-mt-4">${t('selection.trace-exact', { exact: ranked.total })}</p>`;
  return html`<div id="trace-${ranked.ref}">${details(summary, html`<div class="b-trace"><h3 class="govuk-heading-s">${title}</h3>${drawn}${exact}</div>`, { isOpen: isPrinted, className: 'b-details--plain' })}</div>`;
}

/** Where the value was read, and by which rule it became one number. */
function originOf(view: View, source: CriterionSource | undefined): Piece[] {
  const { t } = view;
  if (source === undefined) return [t('furniture.unknown'), t('furniture.unknown')];
  return [sourceOfCriterion(view, source), ruleOfCriterion(view, source)];
}

function traceColumns({ t }: View) {
  return [
    { label: t('selection.trace-component'), isHeader: true },
    { label: t('gates.source') },
    { label: t('selection.gate-rule') },
    { label: t('selection.trace-value'), isNumeric: true },
    { label: t('selection.trace-weight'), isNumeric: true },
    { label: t('selection.trace-contribution'), isNumeric: true },
  ];
}
