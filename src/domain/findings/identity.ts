import type { FindingWords } from './words.ts';

/** About the numbers that say who somebody is. */
export const identityFindings = {
  'nip.missing': { effect: 'row-refused', en: 'Fill in the NIP at the source.', id: 'Isi NIP di sumber data.' },
  'nip.number-type': {
    effect: 'row-refused',
    en: 'Export the NIP as text: a number loses its last digits.',
    id: 'Ekspor NIP sebagai teks: sebagai angka digit terakhirnya hilang.',
  },
  'nip.not-digits': {
    effect: 'row-refused',
    en: 'Ask the source for the 18 digits; a spreadsheet may have turned them into a number.',
    id: 'Minta 18 digit dari sumber; lembar sebar mungkin mengubahnya menjadi angka.',
  },
  'nip.old-format': {
    effect: 'row-refused',
    en: 'This is the NIP of nine digits; use the NIP BARU.',
    id: 'Ini NIP sembilan digit; pakai NIP BARU.',
  },
  'nip.length': { effect: 'row-refused', en: 'A NIP has 18 digits.', id: 'NIP terdiri atas 18 digit.' },
  'nip.birth-date': {
    effect: 'row-refused',
    en: 'Digits 1 to 8 are no date of birth.',
    id: 'Digit 1 sampai 8 bukan tanggal lahir.',
  },
  'nip.start-month': {
    effect: 'row-refused',
    en: 'Digits 13 and 14 are no month.',
    id: 'Digit 13 dan 14 bukan bulan.',
  },
  'nip.start-future': {
    effect: 'row-refused',
    en: 'The service would start in the future.',
    id: 'Awal masa kerja berada di masa depan.',
  },
  'nip.sex': { effect: 'row-refused', en: 'Digit 15 must be 1 or 2.', id: 'Digit 15 harus 1 atau 2.' },
  'nip.sequence': { effect: 'row-refused', en: 'The sequence starts at 001.', id: 'Nomor urut dimulai dari 001.' },
  'nip.start-under-18': {
    effect: 'row-refused',
    en: 'The service would start before the age of 18.',
    id: 'Masa kerja dimulai sebelum usia 18 tahun.',
  },
  'nip.kind-ambiguous': {
    effect: 'row-refused',
    en: 'State JENIS PEGAWAI: the number can be read as PNS or PPPK.',
    id: 'Isi JENIS PEGAWAI: nomor dapat dibaca sebagai PNS atau PPPK.',
  },
  'nip.duplicate': {
    effect: 'row-refused',
    en: 'Two rows carry this NIP; neither is imported until the source says whose it is.',
    id: 'Dua baris memakai NIP ini; keduanya tidak diimpor sampai sumber menegaskan pemiliknya.',
  },
  'person.two-nips': {
    effect: 'row-refused',
    en: 'One PNS ID stands with two NIP; neither row is imported until the source says which number is right.',
    id: 'Satu PNS ID memiliki dua NIP; kedua baris tidak diimpor sampai sumber menegaskan nomor yang benar.',
  },
  'person.identity-conflict': {
    effect: 'row-refused',
    en: 'PNS ID and NIP belong to two people who are known; ask the source whose row it is.',
    id: 'PNS ID dan NIP milik dua orang yang sudah dikenal; tanyakan pemilik baris ini ke sumber.',
  },
  'nip.changed': {
    effect: 'row-refused',
    en: 'Another NIP than before for the same PNS ID; accept it as a correction, or leave the row out.',
    id: 'NIP berbeda dari sebelumnya untuk PNS ID yang sama; terima sebagai perbaikan, atau keluarkan barisnya.',
  },
  'name.missing': { effect: 'row-refused', en: 'Fill in NAMA at the source.', id: 'Isi NAMA di sumber data.' },
  'name.length': {
    effect: 'row-refused',
    en: 'A name with its degrees has at most 200 characters.',
    id: 'Nama dengan gelar paling panjang 200 karakter.',
  },
  'name.characters': {
    effect: 'row-refused',
    en: 'The name holds characters that are not seen; write it anew at the source.',
    id: 'Nama memuat karakter yang tidak terlihat; tulis ulang di sumber.',
  },
  'name.changed': {
    effect: 'noted',
    en: 'Another name than the one shown here was known under this NIP; check at the source whose row it is.',
    id: 'Dengan NIP ini sebelumnya dikenal nama lain, seperti tertera; periksa di sumber milik siapa baris ini.',
  },
  'nip.prefix': {
    effect: 'noted',
    en: 'A quote before the number was removed.',
    id: 'Tanda petik di depan nomor dihapus.',
  },
  'nip.spaces': { effect: 'noted', en: 'Spaces in the number were removed.', id: 'Spasi di dalam nomor dihapus.' },
  'nip.corrected': {
    effect: 'noted',
    en: 'Another NIP than before for the same PNS ID, accepted as a correction; both are kept.',
    id: 'NIP berbeda dari sebelumnya untuk PNS ID yang sama, diterima sebagai perbaikan; keduanya disimpan.',
  },
  'nip.pppk': {
    effect: 'noted',
    en: 'An NI PPPK: digits 13 and 14 count contracts.',
    id: 'NI PPPK: digit 13 dan 14 menghitung kontrak.',
  },
  'nip.birth-conflict': {
    effect: 'conflict',
    en: 'Correct TANGGAL LAHIR or the NIP at the source; the age is unknown until then.',
    id: 'Perbaiki TANGGAL LAHIR atau NIP di sumber; umur tidak diketahui sampai itu selesai.',
  },
  'nip.sex-conflict': {
    effect: 'conflict',
    en: 'JENIS KELAMIN disagrees with the NIP; correct one of them at the source.',
    id: 'JENIS KELAMIN berbeda dari NIP; perbaiki salah satunya di sumber.',
  },
  'nip.start-conflict': {
    effect: 'conflict',
    en: 'TMT CPNS disagrees with the NIP; correct one of them at the source.',
    id: 'TMT CPNS berbeda dari NIP; perbaiki salah satunya di sumber.',
  },
  'nik.length': { effect: 'field-refused', en: 'A NIK has 16 digits.', id: 'NIK terdiri atas 16 digit.' },
  'email.format': {
    effect: 'noted',
    en: 'The address is incomplete; no rule uses it.',
    id: 'Alamat surel tidak lengkap; tidak dipakai aturan mana pun.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
