import type { Answer } from '#platform/asking.ts';
import { drawPaper, type PaperPart, type PaperText } from '#platform/paper.ts';
import type { Screen, ScreenFile, ScreenRequest } from '#platform/screens.ts';
import { type ReceiptState, receiptStateSchema } from '#schemas/audit.ts';
import { placeAnswer } from '#schemas/mapping.ts';
import { aroundWord, type Cited, citedText } from '#web/components/cited.ts';
import type { View } from '#web/view.ts';
import { assessedLines, factWords, rowWords, scoreWords } from '../candidacy/explanation.ts';
import { factWords as recordWords } from '../record-lines.ts';
import { reasonOf } from '../selection/stages.ts';
import { sourceWords } from '../source-words.ts';
import { changeWords } from './changes.ts';
import { heldWords, moveWords, policyWords, standingWords } from './standing.ts';

type Place = Answer<typeof placeAnswer>;
type Indicator = Place['explanation']['indicators'][number];
type Part = Indicator['parts'][number];

/** How somebody's place on a map came about, as a letter to keep: for the person, and for HR to hand over. */
export const letterScreens: readonly Screen[] = [
  {
    path: '/map/own/letter',
    draw: async (request) => drawLetter(request, await request.ask.get('/maps/own', placeAnswer)),
  },
  {
    path: '/map/people/:mapId/:person/letter',
    draw: async (request) => {
      const asked = { mapId: request.params['mapId'] ?? '', person: request.params['person'] ?? '' };
      return drawLetter(request, await request.ask.get('/maps/:mapId/people/:person', placeAnswer, { params: asked }));
    },
  },
];

async function drawLetter({ ask, view }: ScreenRequest, place: Place): Promise<ScreenFile> {
  const { t, locale } = view;
  const receipt = await ask.get('/receipts/:entry', receiptStateSchema, { params: { entry: place.entry } });
  const title = t('letter.title');
  const parts = [...placeParts(view, place), ...proofOf(view, receipt, place.policy.digest)];
  const bytes = await drawPaper({ locale, title, sender: view.agency?.name ?? 'Bukti', parts });
  return { bytes, media: 'application/pdf', name: `${t('letter.file')}-${place.on}.pdf` };
}

/** What the letter says of the place itself. */
export function placeParts(view: View, place: Place): PaperPart[] {
  return [
    ...headOf(view, place),
    ...axisParts(view, place, 'performance'),
    ...axisParts(view, place, 'potential'),
    ...changesOf(view, place),
  ];
}

function headOf(view: View, place: Place): PaperPart[] {
  const { name, on, state, movedTo, explanation } = place;
  const { t, figures, locale } = view;
  const { box, boxCitation, talentValue } = explanation;
  const where: PaperPart =
    box === null
      ? { kind: 'text', text: heldWords(view, place) }
      : {
          kind: 'item',
          text: t('mine.box', { box: box.box }),
          value: box.meaning[locale],
          // What is advised for the derived box is not said of somebody whom the committee has moved out of it.
          small: [
            ...(movedTo === null ? [t('letter.handling', { handling: box.handling[locale] })] : []),
            [citedText(boxCitation)],
          ],
        };
  return [
    { kind: 'text', text: t('letter.to', { name }) },
    { kind: 'text', text: `${t('map.place-on', { day: figures.shortDay(on) })} · ${t(`map.state-${state}`)}` },
    { kind: 'text', text: policyWords(view, place.policy) },
    where,
    ...(movedTo !== null && box !== null
      ? [{ kind: 'text', text: t('map.moved-to', { from: box.box, to: movedTo }) } as const, ...movedParts(view, place)]
      : []),
    { kind: 'item', text: t('mine.talent-value'), value: scoreWords(view, talentValue), small: [] },
  ];
}

function movedParts(view: View, { moves, standing }: Place): PaperPart[] {
  const texts = moves.flatMap((move) => moveWords(view, move));
  const advised = standing === null ? [] : [standingWords(view, standing)];
  return [...texts, ...advised].map((text) => ({ kind: 'text', text }));
}

function axisParts(view: View, { explanation }: Place, axis: 'performance' | 'potential'): PaperPart[] {
  const { t, figures, locale } = view;
  const { label, value, thresholds } = explanation[axis];
  const [middle, high] = [figures.decimal(thresholds.middle), figures.decimal(thresholds.high)];
  const note = citing((citation) => t('mine.thresholds', { middle, high, citation }), thresholds.citation);
  const indicators = explanation.indicators.filter((one) => one.axis === axis);
  return [
    { kind: 'heading', text: `${label[locale]}: ${scoreWords(view, value)}` },
    { kind: 'text', text: note },
    ...indicators.flatMap((one) => indicatorParts(view, one)),
  ];
}

/** A sentence that names where a rule stands, in the language that the rule has. */
function citing(text: (citation: string) => string, citation: Cited): PaperText {
  const { before, after } = aroundWord(text);
  return [{ text: before }, citedText(citation), { text: after }];
}

function indicatorParts(view: View, indicator: Indicator): PaperPart[] {
  const { t, figures, locale } = view;
  const { weight, contribution, score, parts } = indicator;
  const sum = t('letter.sum', {
    score: scoreWords(view, score),
    weight: figures.decimal(weight),
    contribution: scoreWords(view, contribution),
  });
  const below = parts.flatMap((part) => [`${part.label[locale]}: ${factLine(view, part)}`, ...detailLines(view, part)]);
  return [
    {
      kind: 'item',
      text: indicator.label[locale],
      value: sum,
      small: [factLine(view, indicator), ...detailLines(view, indicator), ...below, [citedText(indicator.citation)]],
    },
  ];
}

/** What was found, in which row of the table, where it stands and from when. */
function factLine(view: View, { value, source, date, assessment, row, score, reason }: Part): string {
  const { t, figures } = view;
  return [
    value === null ? (score === null ? t('furniture.unknown') : '') : factWords(view, { value, row }),
    row === null ? '' : rowWords(view, row, assessment),
    source === '' ? '' : sourceWords(view, source),
    date === null ? '' : figures.shortDay(date),
    reason === null ? '' : reasonOf(reason, view),
  ]
    .filter((text) => text !== '')
    .join(' · ');
}

/** Whatever the value was counted or reckoned from. */
function detailLines(view: View, part: Part): string[] {
  const { assessment, row } = part;
  if (assessment === null) return countedLines(view, part);
  const { head, figures } = assessedLines(view, assessment, row);
  return [...countedLines(view, part), head, ...figures.map((line) => `– ${line}`)];
}

function countedLines(view: View, { rows }: Part): string[] {
  return rows.map(({ value, source, date }) => {
    const day = date === null ? [] : [view.figures.shortDay(date)];
    return `– ${[recordWords(view, value), sourceWords(view, source), ...day].join(' · ')}`;
  });
}

function changesOf(view: View, { changes, explanation }: Place): PaperPart[] {
  if (changes.length === 0) return [];
  const { t } = view;
  const lines = changes.map((change) => ({ kind: 'text', text: changeWords(view, explanation, change) }) as const);
  return [{ kind: 'heading', text: t('map.changes') }, ...lines, { kind: 'text', text: t('map.change-note') }];
}

/** The entry that all of it is derived from, and the checkpoint that covers it. */
function proofOf(view: View, receipt: ReceiptState, policy: string): PaperPart[] {
  const { t, figures } = view;
  const { entry, leaf, position, checkpoint } = receipt;
  const heading: PaperPart = { kind: 'heading', text: t('letter.proof') };
  const own = [`${t('map.place-entry')} ${entry}`, leaf, `${t('letter.policy')} ${policy}`];
  if (checkpoint === null || position === null)
    return [heading, { kind: 'text', text: [...own, t('letter.unsigned')].join('\n') }];
  const { size, root, note } = checkpoint;
  const [origin = ''] = note.split('\n');
  const lines = [
    ...own,
    t('receipt.position', { position: figures.number(position) }),
    t('minutes.checkpoint', { size: figures.number(size), origin }),
    `${t('minutes.root')} ${root}`,
    t('minutes.check'),
  ];
  return [heading, { kind: 'proof', code: [origin, String(size), root].join('\n'), label: t('minutes.qr'), lines }];
}
