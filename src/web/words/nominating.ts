import type { WordTable } from './table.ts';

/** Who is put forward, and when that ends. */
export const nominatingWords = {
  'nominate.title': { id: 'Calonkan seseorang', en: 'Nominate somebody' },
  'nominate.self-title': { id: 'Ajukan diri Anda', en: 'Come forward yourself' },
  'nominate.post': { id: 'Jabatan', en: 'Post' },
  'nominate.until': { id: 'Pencalonan sampai', en: 'Nominations until' },
  'nominate.criteria': { id: 'Kriteria', en: 'Criteria' },
  'nominate.read-criteria': { id: 'Baca kriteria yang disegel', en: 'Read the sealed criteria' },
  'nominate.way': { id: 'Cara pencalonan', en: 'Way of nomination' },
  'nominate.way-self': { id: 'Mengajukan diri', en: 'Came forward' },
  'nominate.way-unit': { id: 'Dicalonkan kepala unit organisasi', en: 'Nominated by the head of unit' },
  'nominate.way-hr': { id: 'Dicalonkan petugas kepegawaian', en: 'Nominated by the personnel office' },
  'nominate.nip': { id: 'NIP pegawai', en: 'NIP of the person' },
  'nominate.nip-hint': {
    id: '18 angka; spasi boleh. Nama ditunjukkan pada halaman pemeriksaan sebelum Anda mengirim.',
    en: '18 digits; spaces do no harm. The name is shown on the check page before you send.',
  },
  'nominate.nip-form': { id: 'NIP pegawai: tulis 18 angka', en: 'NIP of the person: give 18 digits' },
  'nominate.nip-nobody': {
    id: 'NIP pegawai: tidak ada pegawai dengan nomor ini dalam akses Anda',
    en: 'NIP of the person: nobody in your access has this number',
  },
  'nominate.note': { id: 'Catatan', en: 'Note' },
  'nominate.note-hint': {
    id: 'Mengapa orang ini. Disegel dalam catatan dan tidak dipakai dalam penilaian.',
    en: 'Why this person. Sealed in the record and not used for scoring.',
  },
  'nominate.person': { id: 'Yang dicalonkan', en: 'Who is nominated' },
  'nominate.person-unit': { id: 'Unit organisasi', en: 'Unit' },
  'nominate.person-post': { id: 'Jabatan sekarang', en: 'Present post' },
  'nominate.effect-candidate': {
    id: 'Orang ini menjadi kandidat dengan kode acak. Asesor hanya melihat kode itu.',
    en: 'This person becomes a candidate under a code drawn by lot. Assessors see only that code.',
  },
  'nominate.effect-check': {
    id: 'Sesudah pencalonan berakhir, kandidat memeriksa data yang akan dipakai sebelum data dibekukan.',
    en: 'When nominations end, candidates check the data that will be used before they are frozen.',
  },
  'nominate.effect-final': {
    id: 'Pencalonan tidak dapat dihapus. Kandidat dapat menarik diri.',
    en: 'A nomination cannot be deleted. The candidate may withdraw.',
  },
  'nominate.submit': { id: 'Kirim pencalonan', en: 'Send the nomination' },
  'nominate.self-submit': { id: 'Ajukan diri', en: 'Come forward' },
  'pool.title': { id: 'Nyatakan pencalonan lengkap', en: 'State that nominations are complete' },
  'pool.candidates': { id: 'Kandidat sejauh ini', en: 'Candidates so far' },
  'pool.code': { id: 'Kode', en: 'Code' },
  'pool.name': { id: 'Nama', en: 'Name' },
  'pool.way': { id: 'Dicalonkan melalui', en: 'Nominated by' },
  'pool.none': { id: 'Belum ada kandidat.', en: 'There is no candidate yet.' },
  'pool.effect-closed': {
    id: 'Pencalonan ditutup sekarang juga, sebelum tenggatnya: {{count}} kandidat. Sesudahnya tidak ada yang dapat dicalonkan lagi.',
    en: {
      one: 'Nominations close at once, before they are due: {{count}} candidate. Nobody can be nominated afterwards.',
      other:
        'Nominations close at once, before they are due: {{count}} candidates. Nobody can be nominated afterwards.',
    },
  },
  'pool.effect-data': {
    id: 'Pemeriksaan data dimulai. Kandidat diminta membenarkan datanya atau meminta koreksi, dan menemukannya pada Menunggu saya.',
    en: 'The check of the data begins. Candidates are asked to confirm their data or to request a correction, and find that in Waiting for me.',
  },
  'pool.effect-final': { id: 'Tindakan ini tidak dapat ditarik kembali.', en: 'This cannot be taken back.' },
  'pool.submit': { id: 'Nyatakan lengkap', en: 'State completeness' },
} as const satisfies WordTable;
