import type { CodeTable } from './table.ts';

export const importCodes = {
  'import.profile-missing': {
    kind: 'invalid',
    en: 'The delivery has neither a profile (siasn-profile.csv or .xlsx) nor claims alone (simata-talent.csv or .xlsx).',
    id: 'Kiriman tidak memuat profil (siasn-profile.csv atau .xlsx), dan bukan pula klaim saja (simata-talent.csv atau .xlsx).',
  },
  'import.file-unknown': {
    kind: 'invalid',
    en: 'No such file is expected: {file}.',
    id: 'Berkas ini tidak dikenal: {file}.',
  },
  'import.file-too-large': {
    kind: 'invalid',
    en: '{file} is larger than {limit} MB. Divide it, or import it on the command line.',
    id: '{file} lebih besar dari {limit} MB. Bagi berkasnya, atau impor lewat baris perintah.',
  },
  'import.encoding': {
    kind: 'invalid',
    en: '{file} is not UTF-8: line {line} seems to be {found}. Export it again as UTF-8 text.',
    id: '{file} bukan UTF-8: baris {line} tampaknya {found}. Ekspor ulang sebagai teks UTF-8.',
  },
  'import.nul-byte': {
    kind: 'invalid',
    en: '{file} holds a NUL byte on line {line}, which no text has. Export it again, or remove the byte.',
    id: '{file} memuat bita NUL pada baris {line}, yang tidak ada dalam teks. Ekspor ulang, atau hapus bita itu.',
  },
  'import.empty': { kind: 'invalid', en: '{file} has no header line.', id: '{file} tidak memiliki baris judul.' },
  'import.delimiter': {
    kind: 'invalid',
    en: 'The header of {file} holds none of | ; and , as separator.',
    id: 'Judul {file} tidak memuat pemisah | ; atau ,.',
  },
  'import.quotes': {
    kind: 'invalid',
    en: '{file} has a quote out of place on line {line}. A quote inside a cell is written twice, and the cell begins and ends with one. Mend the line, or export with | between the cells.',
    id: '{file} memuat tanda kutip yang salah tempat pada baris {line}. Tanda kutip di dalam sel ditulis dua kali, dan selnya diawali serta diakhiri tanda kutip. Perbaiki baris itu, atau ekspor dengan | di antara sel.',
  },
  'import.header': {
    kind: 'invalid',
    en: 'The header of {file} is not that of this kind of file. Missing: {lacking}. Unknown: {surplus}. Repeated: {doubled}.',
    id: 'Judul {file} bukan judul berkas jenis ini. Tidak ada: {lacking}. Tidak dikenal: {surplus}. Ganda: {doubled}.',
  },
  'import.too-many-rows': {
    kind: 'invalid',
    en: '{file} has {rows} rows; at most {limit} are imported at once. Divide it.',
    id: '{file} memiliki {rows} baris; paling banyak {limit} diimpor sekaligus. Bagi berkasnya.',
  },
  'import.file-twice': {
    kind: 'invalid',
    en: '{file} is delivered twice, in two forms. Leave one of them out.',
    id: '{file} dikirim dua kali dalam dua bentuk. Keluarkan salah satunya.',
  },
  'import.workbook': {
    kind: 'invalid',
    en: '{file} is not an XLSX workbook with a first sheet of text cells: {found}.',
    id: '{file} bukan buku kerja XLSX dengan lembar pertama berisi sel teks: {found}.',
  },
  'import.workbook-size': {
    kind: 'invalid',
    en: '{file} unpacks to more than a workbook of its size may hold. Export it again.',
    id: '{file} mengembang lebih besar dari yang wajar untuk ukurannya. Ekspor ulang.',
  },
  'import.record-too-large': {
    kind: 'invalid',
    en: 'What these files hold about the person on line {line} of {file} is more than {limit} kB, as no record is. Mend the history files that repeat it.',
    id: 'Isi berkas-berkas ini tentang orang pada baris {line} berkas {file} melebihi {limit} kB; tidak ada riwayat sepanjang itu. Perbaiki berkas riwayat yang mengulanginya.',
  },
  'import.json': {
    kind: 'invalid',
    en: '{file} is not a JSON list (or an object with the list under "data"): it cannot be read from row {row} on.',
    id: '{file} bukan daftar JSON (atau objek dengan daftar pada "data"): tidak terbaca mulai baris {row}.',
  },
  'import.rows-refused': {
    kind: 'conflict',
    en: '{rows} rows cannot be imported. Mend them, or choose to leave them out.',
    id: '{rows} baris tidak dapat diimpor. Perbaiki, atau pilih untuk tidak menyertakannya.',
  },
  'import.exclusion-unknown': {
    kind: 'conflict',
    en: '{row} is not a refused row of these files. Read the dry run again.',
    id: '{row} bukan baris yang ditolak dalam berkas ini. Baca ulang uji coba.',
  },
  'import.unchanged': {
    kind: 'conflict',
    en: 'The newest import was of these very files: there is nothing to do.',
    id: 'Impor terakhir sudah memakai berkas-berkas ini: tidak ada yang perlu dilakukan.',
  },
  'import.stale': {
    kind: 'conflict',
    en: 'Something was imported since this dry run, so what it shows is no longer what would be written. Upload the files again and read the new dry run.',
    id: 'Sejak uji coba ini ada impor lain, sehingga isinya bukan lagi yang akan ditulis. Unggah lagi berkasnya dan baca uji coba yang baru.',
  },
  'import.upload-missing': {
    kind: 'missing',
    en: 'The uploaded files are no longer here. Upload them again.',
    id: 'Berkas unggahan sudah tidak ada. Unggah ulang.',
  },
  'import.agency-missing': { kind: 'missing', en: 'There is no such agency.', id: 'Instansi tidak ada.' },
} as const satisfies CodeTable;
