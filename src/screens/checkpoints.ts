import type { OpenRecord, PublicScreen } from '#platform/screens.ts';
import { code, hash, link, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';

/** The published checkpoints, for everybody: whoever keeps one can check later that nothing before it was changed. */
export const checkpointsScreen: PublicScreen = { path: '/checkpoints', draw: drawCheckpoints };

async function drawCheckpoints(view: View, record: OpenRecord | undefined): Promise<Page> {
  const { t, figures } = view;
  const title = t('checkpoints.title');
  const rows = ((await record?.listCheckpoints()) ?? []).map(({ size, root, publishedAt, witnesses }) => [
    link({ href: `/checkpoints/${size}`, text: figures.number(size) }),
    hash(root),
    figures.instant(publishedAt),
    figures.number(witnesses),
  ]);
  const columns = [
    { label: t('checkpoints.size'), isHeader: true },
    { label: t('checkpoints.root') },
    { label: t('checkpoints.at') },
    { label: t('checkpoints.witnesses') },
  ];
  const list =
    rows.length === 0
      ? html`<p class="govuk-body">${t('furniture.checkpoint-missing')}</p>`
      : table({ caption: t('checkpoints.title'), columns, rows });
  const witnesses = await drawWitnesses(view, record);
  const newest = link({ href: '/checkpoint', text: t('checkpoints.newest') });
  const feed = link({ href: '/checkpoints.atom', text: t('checkpoints.feed') });
  const proof = html`<p class="govuk-body">${t('checkpoints.consistency')} ${code('/consistency/N/M')}</p>`;
  const main = html`<h1 class="govuk-heading-l b-mb-4">${title}</h1><p class="govuk-body-l">${t('checkpoints.lead')}</p><p class="govuk-body">${newest} · ${feed}</p>${list}${witnesses}${section({ id: 'consistency', title: t('checkpoints.consistency-title') }, proof)}`;
  return { title, main, at: 'help' };
}

/** How it stands with each: one that is silent does not look like one that contradicts. */
async function drawWitnesses({ t }: View, record: OpenRecord | undefined) {
  const rows = ((await record?.listWitnesses()) ?? []).map(({ name, standing }) => [
    name,
    t(`checkpoints.standing-${standing ?? 'none'}`),
  ]);
  if (rows.length === 0) return undefined;
  const title = t('checkpoints.witnesses');
  const columns = [
    { label: t('checkpoints.witness-name'), isHeader: true },
    { label: t('checkpoints.witness-standing') },
  ];
  return section({ id: 'witnesses', title }, table({ caption: title, columns, rows }));
}
