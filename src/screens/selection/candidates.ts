import { cited } from '#web/components/cited.ts';
import { details, dotted, section, type TagTone, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { belowName, nameOf } from '../candidate-names.ts';
import { gateNotes, gateValueWords } from '../gate-words.ts';
import { sourceWords } from '../source-words.ts';
import type { Candidate } from './ranking.ts';

type Gate = Pick<
  NonNullable<Candidate['gates']>[number],
  'gate' | 'rule' | 'citation' | 'value' | 'source' | 'result' | 'verified' | 'missing' | 'reason'
>;

const tones: Readonly<Record<string, TagTone>> = {
  nominated: 'plain',
  admitted: 'green',
  excluded: 'red',
  held: 'yellow',
  withdrawn: 'grey',
};

const gateTones: Readonly<Record<Gate['result'], TagTone>> = { PASS: 'green', FAIL: 'red', UNKNOWN: 'yellow' };

/** All candidates, those who failed included: with the gate that removed them, never hidden. */
export function candidatesSection(view: View, candidates: readonly Candidate[]): Html {
  const { t } = view;
  const head = { id: 'candidates', title: t('selection.candidates') };
  if (candidates.length === 0) return section(head, html`<p class="govuk-body">${t('selection.candidates-none')}</p>`);
  const isJudged = candidates.some(({ gates }) => gates !== null);
  const columns = [
    { label: t('selection.candidate'), isHeader: true },
    { label: t('selection.placement-state') },
    ...(isJudged ? [{ label: t('selection.gates') }] : []),
  ];
  const rows = candidates.map((candidate) => {
    const below = belowName(candidate);
    return [
      html`<strong>${nameOf(candidate)}</strong>${below.length > 0 && html`<span class="b-source">${dotted(below)}</span>`}`,
      tag(t(`candidate.state-${candidate.state}` as WordKey), tones[candidate.state] ?? 'plain'),
      ...(isJudged ? [gatesOf(view, candidate)] : []),
    ];
  });
  return section(head, table({ labelledBy: 'candidates', columns, rows }));
}

function gatesOf(view: View, candidate: Candidate): Piece {
  const { gates } = candidate;
  if (gates === null) return false;
  const open = gates.filter(({ result }) => result !== 'PASS');
  const { t, isPrinted } = view;
  const summary = open.length === 0 ? t('gate.PASS') : dotted(open.map(({ rule }) => rule[view.locale]));
  const title = t('selection.gates-of', { name: nameOf(candidate) });
  return details(summary, gateTable(view, { gates, title }), { isOpen: isPrinted, className: 'b-details--plain' });
}

/** Each gate with what was found, by which rule of which regulation, from which record. */
export function gateTable(
  view: View,
  { gates, title }: { readonly gates: readonly Gate[]; readonly title: string },
): Html {
  const { t, locale } = view;
  const columns = [
    { label: t('selection.gate-rule'), isHeader: true },
    { label: t('selection.gate-value') },
    { label: t('selection.gate-result') },
  ];
  const rows = gates.map((gate) => {
    const { rule, citation, source, result, verified } = gate;
    const notes = gateNotes(view, gate).map((note) => html`<span class="b-source">${note}</span>`);
    return [
      html`${rule[locale]}<span class="b-source">${cited(view, citation, ' · ')}</span>`,
      html`${gateValueWords(view, gate)}${notes}<span class="b-source">${sourceWords(view, source)}</span>`,
      html`${tag(t(`gate.${result}`), gateTones[result])}${verified && html`<span class="b-source">${t('selection.gate-verified')}</span>`}`,
    ];
  });
  return table({ caption: title, columns, rows, narrow: 'scroll', isDense: true });
}
