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
  'policy.faulty': {
    kind: 'invalid',
    en: 'The linter finds {count} faults in the pack; the first is {code} at {place}.',
    id: 'Pemeriksa menemukan {count} kesalahan dalam paket; yang pertama {code} pada {place}.',
  },
  'policy.examples-failing': {
    kind: 'invalid',
    en: '{count} worked examples come out otherwise than written; the first is {example}.',
    id: '{count} contoh hitungan tidak sesuai dengan yang tertulis; yang pertama {example}.',
  },
  'policy.unchanged': {
    kind: 'conflict',
    en: 'This very pack is published.',
    id: 'Paket ini persis sama dengan yang sudah diterbitkan.',
  },
  'policy.version-taken': {
    kind: 'conflict',
    en: 'Another content is published under this name and version: raise the version.',
    id: 'Nama dan versi ini sudah dipakai untuk isi lain: naikkan versinya.',
  },
  'policy.proposal-open': {
    kind: 'conflict',
    en: 'A proposal for this pack waits for its decision.',
    id: 'Usulan untuk paket ini masih menunggu keputusan.',
  },
  'policy.proposal-closed': {
    kind: 'conflict',
    en: 'This proposal is decided.',
    id: 'Usulan ini sudah diputuskan.',
  },
  'policy.own-proposal': {
    kind: 'forbidden',
    en: 'Nobody publishes a policy that they have proposed: four eyes.',
    id: 'Pengusul tidak dapat menerbitkan kebijakan usulannya sendiri: diperlukan orang kedua.',
  },
  'policy.reason-missing': {
    kind: 'invalid',
    en: 'Declining a policy needs a reason.',
    id: 'Menolak kebijakan memerlukan alasan.',
  },
} as const satisfies CodeTable;
