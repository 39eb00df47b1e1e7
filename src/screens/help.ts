import type { PublicScreen } from '#platform/screens.ts';
import { breadcrumbs, hash, link, list, section, summaryList } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';

/** What Bukti is, who sees what and when, and its words. */
export const helpScreen: PublicScreen = { path: '/help', draw: drawHelp };

/** How anybody checks a proof without an account. */
export const verifyScreen: PublicScreen = { path: '/help/verify', draw: drawVerify };

function drawHelp(view: View): Page {
  const { t } = view;
  const when = list([
    t('help.when-criteria'),
    t('help.when-candidate'),
    t('help.when-scores'),
    t('help.when-votes'),
    t('help.when-recused'),
    t('help.when-auditor'),
  ]);
  const words = summaryList(
    (['entry', 'seal', 'checkpoint', 'receipt', 'unknown'] as const).map((word) => ({
      key: t(`help.word-${word}`),
      value: t(`help.word-${word}-means`),
    })),
  );
  const verify = link({ href: '/help/verify', text: t('help.verify-title') });
  const main = html`<div class="b-narrow"><h1 class="govuk-heading-l b-mb-4">${t('help.title')}</h1><p class="govuk-body-l">${t('help.lead')}</p><p class="govuk-body">${verify}</p>${section({ id: 'when', title: t('help.when') }, when)}${section({ id: 'words', title: t('help.words') }, words)}</div>`;
  return { title: t('help.title'), main, at: 'help' };
}

function drawVerify(view: View): Page {
  const { t } = view;
  const crumbs = breadcrumbs(view, [{ text: t('help.title'), href: '/help' }, { text: t('help.verify-title') }]);
  const how = html`<p class="govuk-body">${t('help.plain-lines')}</p><p class="govuk-body">${t('help.plain-change')}</p><p class="govuk-body">${t('help.plain-sealed')}</p>`;
  const limits = list([t('record.not-proven-truth'), t('record.not-proven-recent')]);
  const main = html`${crumbs}<div class="b-narrow"><h1 class="govuk-heading-l b-mb-4">${t('help.verify-title')}</h1><p class="govuk-body-l">${t('help.verify-lead')}</p>${section({ id: 'steps', title: t('help.steps') }, steps(view))}${section({ id: 'how', title: t('help.plain') }, how)}${section({ id: 'limits', title: t('record.not-proven') }, limits)}${checkpointSection(view)}</div>`;
  return { title: t('help.verify-title'), main, at: 'help' };
}

function steps(view: View): Html {
  const { t } = view;
  const command = (text: string) =>
    html`<pre class="b-trace b-raw" role="region" tabindex="0" aria-label="${t('help.steps')}">${text}</pre>`;
  return list(
    [
      t('help.step-get'),
      html`${t('help.step-open')}${verifierLinks(view)}`,
      html`${t('help.step-run')}${command('npx bukti verify BUNDLE.zip')}`,
      html`${t('help.step-pin')}${command('npx bukti verify BUNDLE.zip --policy policy.txt --epochs epochs.txt --since checkpoint')}`,
      t('help.step-read'),
      t('help.step-compare'),
    ],
    'number',
  );
}

function verifierLinks({ t, locale }: View): Html {
  const address = '/verifiers/bukti-verify.html';
  const open = link({ href: `${address}#${locale}`, text: t('help.open-verifier') });
  return html`<p class="govuk-body b-mt-4">${open} · <a class="govuk-link" href="${address}" download>${t('help.save-verifier')}</a></p>`;
}

function checkpointSection({ t, figures, checkpoint }: View): Html {
  const head = { id: 'checkpoint', title: t('help.checkpoint') };
  if (checkpoint === undefined)
    return section(head, html`<p class="govuk-body">${t('furniture.checkpoint-missing')}</p>`);
  const rows = [
    { key: t('help.checkpoint-size'), value: figures.number(checkpoint.size) },
    { key: t('minutes.root'), value: hash(checkpoint.root, 'full') },
  ];
  const note = link({ href: '/api/v1/checkpoint', text: t('help.checkpoint-text') });
  return section(head, html`${summaryList(rows)}<p class="govuk-body b-mt-4">${t('help.checkpoint-note')} ${note}</p>`);
}
