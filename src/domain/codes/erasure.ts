import type { CodeTable } from './table.ts';

export const erasureCodes = {
  'erasure.done': {
    kind: 'conflict',
    en: 'The data of this person has been erased already.',
    id: 'Data orang ini sudah dihapus.',
  },
  'erasure.pending': {
    kind: 'conflict',
    en: 'A request to erase this person\u2019s data is waiting for its second approval.',
    id: 'Permintaan penghapusan data orang ini sedang menunggu persetujuan kedua.',
  },
  'erasure.decided': {
    kind: 'conflict',
    en: 'This request has been decided already.',
    id: 'Permintaan ini sudah diputus.',
  },
  'erasure.rules-missing': {
    kind: 'conflict',
    en: 'The agency has published no rules of retention, so nothing can be erased under them.',
    id: 'Instansi belum menerbitkan aturan retensi, sehingga belum ada yang dapat dihapus.',
  },
  'retention.version-taken': {
    kind: 'conflict',
    en: 'Version {version} of the rules of retention is published with other content: raise the version.',
    id: 'Versi {version} aturan retensi sudah diterbitkan dengan isi lain: naikkan versinya.',
  },
  'erasure.basis-unknown': {
    kind: 'invalid',
    en: 'The rules of retention do not know the legal basis {basis}.',
    id: 'Aturan retensi tidak mengenal dasar hukum {basis}.',
  },
  'erasure.held': {
    kind: 'conflict',
    en: 'A legal hold stands on the data of this person. It must be lifted before anything is erased.',
    id: 'Data orang ini sedang ditahan menurut hukum. Penahanan harus dicabut sebelum ada yang dihapus.',
  },
  'erasure.selection-running': {
    kind: 'conflict',
    en: 'A running selection needs facts of this person: {selections}. Withdraw the candidacy, or wait for the end.',
    id: 'Seleksi yang sedang berjalan memerlukan data orang ini: {selections}. Tarik pencalonan, atau tunggu sampai selesai.',
  },
  'erasure.in-office': {
    kind: 'conflict',
    en: 'This person holds a post of the agency: the personnel record is still needed.',
    id: 'Orang ini menduduki jabatan di instansi: data kepegawaiannya masih diperlukan.',
  },
  'erasure.retained': {
    kind: 'conflict',
    en: 'The law keeps this data until {until}. This legal basis does not permit an earlier erasure.',
    id: 'Data ini wajib disimpan sampai {until}. Dasar hukum ini tidak mengizinkan penghapusan lebih awal.',
  },
  'erasure.same-role': {
    kind: 'forbidden',
    en: 'The second approval needs another role than that of the request.',
    id: 'Persetujuan kedua harus diberikan dalam peran yang berbeda dari peran pemohon.',
  },
  'hold.ground-unknown': {
    kind: 'invalid',
    en: 'The rules of retention do not know the ground {ground} for a hold.',
    id: 'Aturan retensi tidak mengenal alasan penahanan {ground}.',
  },
  'hold.lifted': {
    kind: 'conflict',
    en: 'This hold has been lifted already.',
    id: 'Penahanan ini sudah dicabut.',
  },
} as const satisfies CodeTable;
