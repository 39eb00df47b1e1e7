import type { CodeTable } from './table.ts';

export const inputCodes = {
  'input.invalid': {
    kind: 'invalid',
    en: 'The request does not have the expected form.',
    id: 'Permintaan tidak sesuai bentuk yang diharapkan.',
  },
  'input.too-large': {
    kind: 'invalid',
    en: 'The request is too large: at most {limit} MB are taken here. Send it in parts; personnel files may also be imported beside the server, with bukti import.',
    id: 'Permintaan terlalu besar: paling banyak {limit} MB di sini. Kirim dalam beberapa bagian; berkas kepegawaian dapat juga diimpor di server dengan bukti import.',
  },
  'input.key-missing': {
    kind: 'invalid',
    en: 'This request needs an Idempotency-Key header.',
    id: 'Permintaan ini memerlukan header Idempotency-Key.',
  },
  'input.stale': {
    kind: 'conflict',
    en: 'The content has changed since you read it. Read it again.',
    id: 'Isi telah berubah sejak Anda membacanya. Silakan baca kembali.',
  },
  'thing.missing': {
    kind: 'missing',
    en: 'There is no such thing, or not for you.',
    id: 'Tidak ada, atau tidak untuk Anda.',
  },
  'input.unsupported-type': {
    kind: 'invalid',
    en: 'The body must be JSON, sent as application/json in UTF-8 without compression.',
    id: 'Isi permintaan harus JSON, dikirim sebagai application/json dalam UTF-8 tanpa kompresi.',
  },
  'input.precondition-required': {
    kind: 'invalid',
    en: 'This request needs an If-Match header with the ETag of what you read.',
    id: 'Permintaan ini memerlukan header If-Match berisi ETag dari isi yang Anda baca.',
  },
} as const satisfies CodeTable;
