import { concatBytes, toUtf8 } from '#ledger/bytes.ts';
import type { HeldReceipt } from '#ledger/examination.ts';

const entry = '00000000-0000-4000-8000-000000000003';

/** A receipt as the server gives it. */
export function receiptOf(leaf: string) {
  return { entry, stream: 'system', streamSeq: 3, leaf, at: '2026-03-25T08:03:00.123456Z' };
}

const leaf = 'ab'.repeat(32);
const held: HeldReceipt = { entry, leaf };
const file = (value: unknown) => toUtf8(JSON.stringify(value));

/** Files that somebody may bring as a receipt, and what is read from each. */
export const receiptFiles: readonly (readonly [title: string, bytes: Uint8Array, receipt: HeldReceipt | undefined])[] =
  [
    ['that is a receipt', file(receiptOf(leaf)), held],
    ['laid out for people', toUtf8(JSON.stringify(receiptOf(leaf), undefined, 2)), held],
    ['that begins with a byte order mark', concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), file(receiptOf(leaf))), held],
    ['that is the answer which held it', file({ ballot: 7, receipt: receiptOf(leaf) }), held],
    ['with its members in another order', file(Object.fromEntries(Object.entries(receiptOf(leaf)).reverse())), held],
    ['at place 1', file({ ...receiptOf(leaf), streamSeq: 1 }), held],
    [
      'with a byte order mark within is none',
      toUtf8(JSON.stringify(receiptOf(leaf)).replace(',', ',\ufeff')),
      undefined,
    ],
    ['with a member too many is none', file({ ...receiptOf(leaf), more: 1 }), undefined],
    ['without its stream is none', file({ ...receiptOf(leaf), stream: undefined }), undefined],
    ['with a hash in capitals is none', file(receiptOf(leaf.toUpperCase())), undefined],
    ['at no real instant is none', file({ ...receiptOf(leaf), at: '2026-02-30T08:03:00.123456Z' }), undefined],
    ['with a list for an instant is none', file({ ...receiptOf(leaf), at: [receiptOf(leaf).at] }), undefined],
    ['with a list for a hash is none', file({ ...receiptOf(leaf), leaf: [leaf] }), undefined],
    ['with a list for an entry is none', file({ ...receiptOf(leaf), entry: [entry] }), undefined],
    ['with an entry that is no UUID is none', file({ ...receiptOf(leaf), entry: 'x' }), undefined],
    ['with a number for a stream is none', file({ ...receiptOf(leaf), stream: 7 }), undefined],
    ['at half a place is none', file({ ...receiptOf(leaf), streamSeq: 1.5 }), undefined],
    ['at place 0 is none', file({ ...receiptOf(leaf), streamSeq: 0 }), undefined],
    ['at a place that is no number is none', file({ ...receiptOf(leaf), streamSeq: true }), undefined],
    ['that is a list is none', file([receiptOf(leaf)]), undefined],
    ['that is nothing is none', file(null), undefined],
    ['that is a text is none', file('receipt'), undefined],
    ['that is an answer with no receipt is none', file({ receipt: null }), undefined],
    ['that is an answer with a list of receipts is none', file({ receipt: [receiptOf(leaf)] }), undefined],
    ['of no JSON is none', toUtf8('{'), undefined],
    ['of other bytes is none', Uint8Array.of(0xff, 0x00), undefined],
    ['without bytes is none', new Uint8Array(0), undefined],
  ];
