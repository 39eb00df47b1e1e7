import type { CodeTable } from './table.ts';

export const importCodes = {
  'import.profile-missing': {
    kind: 'invalid',
    en: 'The delivery has no profile file (siasn-profile.csv).',
    id: 'Berkas profil (siasn-profile.csv) tidak ada dalam kiriman.',
  },
  'import.file-unknown': {
    kind: 'invalid',
    en: 'No such file is expected: {file}.',
    id: 'Berkas ini tidak dikenal: {file}.',
  },
  'import.file-too-large': {
    kind: 'invalid',
    en: 'The file is too large: {file}.',
    id: 'Berkas terlalu besar: {file}.',
  },
  'import.encoding': {
    kind: 'invalid',
    en: '{file} is not UTF-8. Export it again as UTF-8 text.',
    id: '{file} bukan UTF-8. Ekspor ulang sebagai teks UTF-8.',
  },
  'import.empty': { kind: 'invalid', en: '{file} has no header line.', id: '{file} tidak memiliki baris judul.' },
  'import.delimiter': {
    kind: 'invalid',
    en: 'The header of {file} holds none of | ; and , as separator.',
    id: 'Judul {file} tidak memuat pemisah | ; atau ,.',
  },
  'import.quotes': {
    kind: 'invalid',
    en: '{file} opens a quote and never closes it.',
    id: '{file} membuka tanda kutip tanpa menutupnya.',
  },
  'import.header': {
    kind: 'invalid',
    en: 'The header of {file} is not that of the SIASN profile: {fault}.',
    id: 'Judul {file} bukan judul profil SIASN: {fault}.',
  },
  'import.json': {
    kind: 'invalid',
    en: '{file} is not a JSON list (or an object with the list under "data").',
    id: '{file} bukan daftar JSON (atau objek dengan daftar pada "data").',
  },
  'import.rows-refused': {
    kind: 'conflict',
    en: '{rows} rows cannot be imported. Mend them, or choose to leave them out.',
    id: '{rows} baris tidak dapat diimpor. Perbaiki, atau pilih untuk tidak menyertakannya.',
  },
  'import.agency-missing': { kind: 'missing', en: 'There is no such agency.', id: 'Instansi tidak ada.' },
} as const satisfies CodeTable;
