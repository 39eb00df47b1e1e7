import type { CodeTable } from './table.ts';

export const policyCodes = {
  'policy.level-without-gates': {
    kind: 'conflict',
    en: 'The policy has no gates and no ranking for posts of the level {level}.',
    id: 'Kebijakan tidak memuat syarat dan pemeringkatan untuk jenjang {level}.',
  },
  'policy.not-in-force': {
    kind: 'conflict',
    en: 'The policy is not in force on {on}.',
    id: 'Kebijakan tidak berlaku pada {on}.',
  },
  'policy.file-unreadable': {
    kind: 'missing',
    en: '{file} cannot be read.',
    id: '{file} tidak dapat dibaca.',
  },
  'policy.file-too-large': {
    kind: 'invalid',
    en: '{file} is larger than {limit} bytes; a pack is a few hundred kilobytes at most.',
    id: '{file} lebih dari {limit} bita; paket paling besar beberapa ratus kilobita.',
  },
  'policy.file-encoding': {
    kind: 'invalid',
    en: '{file} is not UTF-8. Save it again as UTF-8 text.',
    id: '{file} bukan UTF-8. Simpan ulang sebagai teks UTF-8.',
  },
  'policy.file-not-json': {
    kind: 'invalid',
    en: '{file} is not JSON: {fault}.',
    id: '{file} bukan JSON: {fault}.',
  },
  'policy.file-too-deep': {
    kind: 'invalid',
    en: '{file} is nested deeper than {limit} levels.',
    id: '{file} bersarang lebih dari {limit} tingkat.',
  },
  'policy.file-form': {
    kind: 'invalid',
    en: '{file} is not in the form of {form}: {fault}.',
    id: 'Bentuk {file} bukan {form}: {fault}.',
  },
  'policy.pack-faulty': {
    kind: 'invalid',
    en: '{file} has faults; bukti policy lint says which.',
    id: '{file} memiliki kesalahan; bukti policy lint menyebutnya.',
  },
  'policy.person-missing': {
    kind: 'missing',
    en: 'There is no person under this reference.',
    id: 'Tidak ada orang dengan rujukan ini.',
  },
} as const satisfies CodeTable;
