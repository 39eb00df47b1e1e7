import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { minutesAnswer } from '#schemas/minutes.ts';
import { icon } from '#web/components/icons.ts';
import { breadcrumbs, hash, tag } from '#web/components/pieces.ts';
import { qrCode } from '#web/components/qr.ts';
import { type Html, html, type Piece } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { readSelectionHead } from '../selection-head.ts';
import {
  dissentPart,
  type Minutes,
  motionPart,
  presencePart,
  recommendationPart,
  resultPart,
} from './minutes-parts.ts';

/** The committee's minutes as a document for paper, made from the entries and never edited. */
export const minutesScreen: Screen = { path: '/selections/:selectionId/minutes', draw: drawMinutes };

async function drawMinutes(request: ScreenRequest): Promise<Page> {
  const { ask, view } = request;
  const { t } = view;
  const { selection, at, href } = await readSelectionHead(request);
  const minutes = await ask.get('/selections/:selectionId/minutes', minutesAnswer, at);
  const crumbs = breadcrumbs(view, [
    { text: t('nav.board'), href: '/board' },
    { text: `${selection.code}, ${selection.post.title}`, href },
    { text: t('selection.minutes') },
  ]);
  const main = html`${crumbs}<div class="b-desk">${deskBar(view, href)}${paper(view, minutes)}</div>`;
  return { title: `${t('minutes.title')}: ${selection.code}`, main, at: 'board', isPaper: true };
}

function deskBar({ t }: View, href: string): Html {
  return html`<div class="b-desk__bar"><div class="b-row">${tag(t('minutes.courtesy'), 'grey')}<span class="b-small b-soft">${t('minutes.derived')}</span></div><div class="b-row"><a class="govuk-button b-button--small" href="${href}/minutes?print=1">${icon('print')}${t('minutes.print')}</a></div></div>`;
}

function paper(view: View, minutes: Minutes): Html {
  const { t, figures, locale } = view;
  const { selection, post, tally, motion, attempt } = minutes;
  const closed = t('minutes.closed', {
    at: figures.instant(tally.closedAt),
    version: motion.version,
    put: figures.instant(motion.putAt),
  });
  const parts = [
    presencePart(view, minutes),
    motionPart(view, minutes),
    resultPart(view, minutes),
    dissentPart(view, minutes),
    recommendationPart(view, minutes),
  ].map(({ title, body }, index) => html`<h2><span>${index + 1}.</span>${title}</h2>${body}`);
  const courtesy = locale !== 'id' && html`<p class="b-paper__no"><em>${t('minutes.courtesy')}</em></p>`;
  const again = attempt > 1 && html` ${t('minutes.attempt', { attempt })}`;
  return html`<article class="b-paper" aria-labelledby="minutes"><div class="b-paper__kop">${selection.agencyName.toUpperCase()}<strong>${t('minutes.committee')}</strong></div><h1 id="minutes">${t('minutes.heading')}<br>${t('minutes.for', { post: post.title })}</h1><p class="b-paper__no">${t('minutes.case', { code: selection.code })}</p>${courtesy}<p>${closed}${again}</p>${parts}${proof(view, minutes)}</article>`;
}

/** What a reader of the paper compares without us: full root, position, and both once more for a camera. */
function proof({ t, figures }: View, { checkpoint }: Minutes): Piece {
  if (checkpoint === null) return html`<p class="b-mt-5"><strong>${t('minutes.no-checkpoint')}</strong></p>`;
  const { origin, size, root, position, leaf } = checkpoint;
  const code = qrCode([origin, String(size), root].join('\n'), t('minutes.qr'));
  const lines = html`<strong>${t('minutes.checkpoint', { size: figures.number(size), origin })}</strong><br>${t('minutes.root')} ${fullHash(root)}${t('minutes.leaf', { position: figures.number(position) })} ${fullHash(leaf)}${t('minutes.check')}`;
  return html`<div class="b-paper__proof">${code}<div>${lines}</div></div>`;
}

function fullHash(hex: string): Html {
  return html`<span class="b-hash--full">${hash(hex, 'full')}</span>`;
}
