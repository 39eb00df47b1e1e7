import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { type ReceiptState, receiptStateSchema } from '#schemas/audit.ts';
import { icon, mark } from '#web/components/icons.ts';
import { hash, linkButton, list, section, summaryList, tag } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';

/** Where an accepted act stands: recorded, sealed, signed, witnessed. The page can be opened again at any time. */
export const receiptScreen: Screen = { path: '/receipts/:entry', draw: drawReceipt };

async function drawReceipt({ ask, params, query, view }: ScreenRequest): Promise<Page> {
  const { entry = '' } = params;
  const receipt = await ask.get('/receipts/:entry', receiptStateSchema, { params: { entry } });
  const { t } = view;
  const title = t(query['done'] === undefined ? 'receipt.title' : 'receipt.done');
  const panel = html`<div class="govuk-panel govuk-panel--confirmation">${mark('govuk-panel__seal')}<h1 class="govuk-panel__title">${title}</h1><div class="govuk-panel__body">${t('receipt.code')}<span class="b-receipt-code">${receiptCode(receipt)}</span></div></div>`;
  const steps = [t('receipt.how-later'), t('receipt.how-missing'), t('receipt.how-offline')];
  const main = html`<div class="b-narrow">${panel}<p class="govuk-body-l">${t('receipt.keep')}</p>${facts(view, receipt)}${section({ id: 'how', title: t('receipt.how') }, list(steps, 'number'))}${buttons(view, receipt)}</div>`;
  return { title, main, at: 'inbox' };
}

/** The first 48 bits of the leaf hash, easy to write down: it names the entry and tells nothing of its content. */
function receiptCode({ leaf }: ReceiptState): string {
  const digits = leaf.slice(0, 12).toUpperCase();
  return `BKT-${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`;
}

function facts(view: View, receipt: ReceiptState): Html {
  const { t, figures } = view;
  const { position, checkpoint } = receipt;
  return summaryList(
    [
      { key: t('receipt.accepted'), value: figures.instant(receipt.at) },
      {
        key: t('receipt.entry'),
        value:
          position === null ? t('receipt.no-position') : t('receipt.position', { position: figures.number(position) }),
        small: hash(receipt.leaf, 'full'),
      },
      {
        key: t('receipt.state'),
        value: tag(t(`receipt.state-${receipt.state}`), checkpoint === null ? 'yellow' : 'turquoise'),
        ...(checkpoint === null ? {} : { small: checkpointLine(view, checkpoint) }),
      },
    ],
    'b-mb-5',
  );
}

function checkpointLine({ t, figures }: View, checkpoint: NonNullable<ReceiptState['checkpoint']>): Html {
  const { size, signedAt, witnesses, witnessesAsked: asked } = checkpoint;
  const signed = t('receipt.signed-at', { size: figures.number(size), at: figures.instant(signedAt) });
  if (asked === 0) return html`${signed}`;
  const names = witnesses.map(({ name }) => name).join(', ') || t('furniture.none');
  return html`${signed}<br>${t('receipt.witnesses', { signed: witnesses.length, asked, names })}`;
}

function buttons({ t }: View, { entry, stream }: ReceiptState): Html {
  const selection = /^selection\/(.+)$/.exec(stream)?.[1];
  return html`<div class="govuk-button-group">${linkButton({ href: '/inbox', text: t('receipt.to-inbox') })}${selection !== undefined && linkButton({ href: `/selections/${selection}`, text: t('receipt.to-selection') }, 'secondary')}<a class="govuk-button govuk-button--secondary" href="/receipts/${entry}?print=1">${icon('print')}${t('receipt.print')}</a></div>`;
}
