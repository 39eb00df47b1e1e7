import type { VerificationAnswer } from '#schemas/audit.ts';
import { icon } from '#web/components/icons.ts';
import { code, link, list, section, type TagTone, tag } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { View } from '#web/view.ts';

type Check = VerificationAnswer['checks'][number];

/** Missing where the checks could not run just now. */
export type Verified = VerificationAnswer | undefined;

const glyphs = { passed: 'tick', failed: 'cross', incomplete: 'ask' } as const;
const classes = { passed: '', failed: ' b-result--fail', incomplete: ' b-result--part' } as const;
const tones: Readonly<Record<Check['result'], TagTone>> = { PASS: 'green', FAIL: 'red', SKIPPED: 'grey' };

/** One of three results, never two: whole, broken, or not wholly checked. */
export function resultPanel(view: View, verified: Verified, bundle: string): Html {
  const { t, figures } = view;
  const result = verified?.result ?? 'incomplete';
  const checkpoint = verified?.checkpoint ?? null;
  const note =
    verified === undefined
      ? t('record.unchecked-note')
      : checkpoint === null
        ? t('record.checked-alone')
        : t('record.checked-by', { size: figures.number(checkpoint.size) });
  const download = html`<a class="govuk-button govuk-button--secondary" href="${bundle}" download>${icon('download')}${t('proof.download')}</a>`;
  return html`<section class="b-result${classes[result]}" aria-labelledby="result"><span class="b-result__glyph">${icon(glyphs[result])}</span><div><h2 id="result">${titleOf(view, verified)}</h2><p>${note}</p></div>${download}</section>`;
}

function titleOf({ t }: View, verified: Verified): string {
  if (verified === undefined) return t('record.unchecked');
  const number = (result: Check['result']) => verified.checks.filter((check) => check.result === result).length;
  const counts = { count: number('PASS'), skipped: number('SKIPPED') };
  if (verified.result === 'passed') return t('record.passed', counts);
  return verified.result === 'failed' ? t('record.failed', { count: number('FAIL') }) : t('record.incomplete', counts);
}

export function checksSection(view: View, verified: Verified): Html | false {
  if (verified === undefined) return false;
  const { t, locale } = view;
  const rows = verified.checks.map(
    ({ words, result, reason }) =>
      html`<li><span class="b-sentence">${words[locale]}${reason !== null && html`<small>${reason.words[locale]}</small>`}</span>${tag(t(`record.check-${result}`), tones[result])}</li>`,
  );
  const aside = html`<p class="govuk-body-s b-mb-0">${t('record.checks-note')}</p>`;
  return section(
    { id: 'checks', title: t('record.checks'), aside, className: '' },
    html`<ol class="b-checks">${rows}</ol>`,
  );
}

export function findingsSection(view: View, verified: Verified): Html | false {
  if (verified === undefined) return false;
  const { t } = view;
  const head = { id: 'findings', title: t('record.findings') };
  if (verified.findings.length === 0)
    return section(head, html`<p class="govuk-body">${t('record.findings-none')}</p>`);
  const more =
    verified.more > 0 && html`<p class="govuk-body-s">${t('record.findings-more', { count: verified.more })}</p>`;
  return section(head, html`${findingsTable(view, verified.findings)}${more}`);
}

function findingsTable({ t, locale }: View, findings: VerificationAnswer['findings']): Html {
  const columns = [
    { label: t('record.finding'), isHeader: true },
    { label: t('record.finding-weight') },
    { label: t('record.finding-place') },
    { label: t('record.finding-expected') },
    { label: t('record.finding-found') },
  ];
  const rows = findings.map((finding) => [
    html`${finding.words[locale]}<span class="b-source">${code(finding.code)}</span>`,
    finding.isNote ? tag(t('record.finding-note'), 'grey') : tag(t('record.finding-fail'), 'red'),
    code(finding.place),
    finding.expected ?? t('furniture.none'),
    finding.found ?? t('furniture.none'),
  ]);
  return table({ labelledBy: 'findings', columns, rows, narrow: 'scroll', isDense: true });
}

/** What stays unproven, and how somebody who does not trust this server goes on. */
export function limitsSection({ t }: View, bundle: string): Html {
  const limits = list([t('record.not-proven-truth'), t('record.not-proven-recent'), t('record.not-proven-server')]);
  const steps = list(
    [
      link({ href: bundle, text: t('record.offline-download') }),
      html`${t('record.offline-run')} <code class="b-code">npx bukti verify bundle.zip</code>`,
      t('record.offline-compare'),
    ],
    'number',
  );
  const help = link({ href: '/help/verify', text: t('record.offline-more') });
  return html`<div class="b-split b-split--even b-section">${section({ id: 'not-proven', title: t('record.not-proven'), className: '' }, limits)}${section({ id: 'offline', title: t('record.offline'), className: '' }, html`${steps}<p>${help}</p>`)}</div>`;
}
