import type { CodeTable } from './table.ts';

export const selectionCodes = {
  'selection.move-illegal': {
    kind: 'conflict',
    en: 'A selection that is {state} cannot be moved by "{move}".',
    id: 'Seleksi berstatus {state} tidak dapat dipindahkan dengan "{move}".',
  },
  'selection.post-missing': {
    kind: 'missing',
    en: 'This agency has no such post.',
    id: 'Instansi ini tidak memiliki jabatan tersebut.',
  },
  'selection.post-held': {
    kind: 'conflict',
    en: 'The post is held by somebody.',
    id: 'Jabatan masih diduduki.',
  },
  'selection.post-busy': {
    kind: 'conflict',
    en: 'Another selection for this post is going on.',
    id: 'Seleksi lain untuk jabatan ini sedang berjalan.',
  },
  'selection.policy-missing': {
    kind: 'missing',
    en: 'The agency has published no policy pack "{policy}".',
    id: 'Instansi belum menerbitkan paket kebijakan "{policy}".',
  },
  'selection.planned-out-of-range': {
    kind: 'invalid',
    en: 'The planned appointment lies between {from} and {until}.',
    id: 'Rencana pengangkatan berada antara {from} dan {until}.',
  },
} as const satisfies CodeTable;
