import type { WordTable } from './table.ts';

/** The authority's choice and the second person's word on it. */
export const choosingWords = {
  'choosing.title': { id: 'Pilih kandidat', en: 'Choose a candidate' },
  'choosing.list': { id: 'Daftar pendek dari komite', en: "The committee's shortlist" },
  'choosing.place': { id: 'Urutan', en: 'Place' },
  'choosing.name': { id: 'Kandidat', en: 'Candidate' },
  'choosing.rank': { id: 'Peringkat', en: 'Rank' },
  'choosing.total': { id: 'Nilai akhir', en: 'Total' },
  'choosing.state': { id: 'Keadaan', en: 'State' },
  'choosing.available': { id: 'Dapat dipilih', en: 'Can be chosen' },
  'choosing.unavailable': { id: 'Tidak dapat dipilih lagi', en: 'Can no longer be chosen' },
  'choosing.read-trace': { id: 'Baca peringkat dan jejak hitungnya', en: 'Read the ranking and its trace' },
  'choosing.candidate': { id: 'Pilihan Anda', en: 'Your choice' },
  'choosing.candidate-hint': {
    id: 'Tidak ada pilihan yang ditandai lebih dahulu.',
    en: 'Nothing is chosen in advance.',
  },
  'choosing.on-list': { id: 'Urutan {{place}} dalam daftar pendek', en: 'Place {{place}} on the shortlist' },
  'choosing.off-list': {
    id: 'Di luar daftar pendek: perlu dasar pengecualian dan persetujuan orang kedua',
    en: "Outside the shortlist: needs an exception and a second person's approval",
  },
  'choosing.reason': { id: 'Alasan', en: 'Reason' },
  'choosing.reason-hint': {
    id: 'Wajib bila Anda tidak memilih yang pertama di antara yang masih dapat dipilih; paling sedikit {{count}} huruf.',
    en: 'Required unless you choose the first of those who can still be chosen; at least {{count}} characters.',
  },
  'choosing.exception': { id: 'Dasar pengecualian', en: 'Ground of exception' },
  'choosing.exception-hint': {
    id: 'Hanya untuk kandidat di luar daftar pendek.',
    en: 'Only for a candidate outside the shortlist.',
  },
  'choosing.exception-hint-binding': {
    id: 'Untuk kandidat di luar daftar pendek, atau yang bukan urutan pertama: kebijakan ini mengikat pada peringkat.',
    en: 'For a candidate outside the shortlist, or not the first: this policy binds to the order.',
  },
  'choosing.effect-stands': {
    id: 'Pilihan langsung berlaku. Pertimbangan teknis dimintakan dengan sendirinya, dan tenggat jawabannya mulai berjalan.',
    en: 'The choice stands at once. Concurrence is asked for without further act, and the time for its answer begins.',
  },
  'choosing.effect-waits': {
    id: 'Pilihan belum berakibat apa pun sampai orang kedua, ketua komite atau pejabat lain, menyetujuinya. Bila ditolak, Anda memilih lagi.',
    en: 'The choice has no effect until a second person, the chair or another authority, approves it. If declined, you choose again.',
  },
  'choosing.effect-deviation': {
    id: 'Penyimpangan dari peringkat dan alasan Anda menjadi catatan tetap dan dimuat dalam berkas bukti.',
    en: 'The deviation from the ranking and your reason are kept for good and stand in the proof.',
  },
  'choosing.effect-final': {
    id: 'Anda tidak dapat menarik pilihan ini. Pilihan gugur hanya bila kandidat mundur atau pertimbangan teknis ditolak; lalu berikutnya dalam daftar dipanggil.',
    en: 'You cannot take the choice back. It falls only if the candidate withdraws or concurrence is refused; then the next of the list is called.',
  },
  'choosing.effect-told': {
    id: 'Yang bertugas berikutnya melihatnya di Menunggu saya. Tidak ada surat yang dikirim.',
    en: 'Whoever acts next sees it under Waiting for me. No letter is sent.',
  },
  'choosing.submit': { id: 'Tetapkan pilihan', en: 'Make the choice' },
  'approving.title': { id: 'Setujui atau tolak pengecualian', en: 'Approve or decline an exception' },
  'approving.lead': {
    id: 'Pejabat memilih kandidat dengan pengecualian. Pilihan itu baru berlaku bila orang kedua menyetujuinya.',
    en: 'The authority has chosen by exception. The choice stands only if a second person approves it.',
  },
  'approving.none': {
    id: 'Saat ini tidak ada pilihan yang menunggu persetujuan.',
    en: 'No choice is waiting for approval now.',
  },
  'approving.chosen': { id: 'Dipilih', en: 'Chosen' },
  'approving.made-at': { id: 'Pada', en: 'On' },
  'approving.deviation': { id: 'Penyimpangan', en: 'Deviation' },
  'approving.deviation-none': { id: 'Tidak ada: urutan pertama', en: 'None: the first in order' },
  'approving.deviation-not-first': { id: 'Bukan urutan pertama', en: 'Not the first in order' },
  'approving.deviation-outside-list': { id: 'Di luar daftar pendek', en: 'Outside the shortlist' },
  'approving.answer': { id: 'Jawaban Anda', en: 'Your answer' },
  'approving.approve': { id: 'Setuju', en: 'Approve' },
  'approving.approve-hint': { id: 'Pilihan pejabat berlaku.', en: 'The choice stands.' },
  'approving.decline': { id: 'Tolak', en: 'Decline' },
  'approving.decline-hint': {
    id: 'Pilihan gugur; pejabat memilih lagi.',
    en: 'The choice falls; the authority chooses again.',
  },
  'approving.effect-approve': {
    id: 'Pilihan berlaku dan pertimbangan teknis dimintakan dengan sendirinya.',
    en: 'The choice stands and concurrence is asked for without further act.',
  },
  'approving.effect-decline': {
    id: 'Pilihan gugur. Pejabat memilih lagi; kandidat yang sama masih dapat dipilih.',
    en: 'The choice falls. The authority chooses again; the same candidate can still be chosen.',
  },
  'approving.effect-final': {
    id: 'Jawaban dan alasan Anda menjadi catatan tetap dan tidak dapat diganti.',
    en: 'Your answer and your reason are kept for good and cannot be changed.',
  },
  'approving.submit': { id: 'Kirim jawaban', en: 'Send the answer' },
} as const satisfies WordTable;
