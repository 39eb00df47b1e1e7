import type { WordTable } from './table.ts';

export const ballotWords = {
  'ballot.title': { id: 'Beri suara untuk mosi versi {{version}}', en: 'Vote on version {{version}} of the motion' },
  'ballot.motion-text': { id: 'Bunyi mosi', en: 'Text of the motion' },
  'ballot.motion-lead': {
    id: 'Komite mengusulkan kepada pejabat pembina kepegawaian {{count}} kandidat, dengan urutan:',
    en: {
      one: 'The committee recommends {{count}} candidate to the appointing authority:',
      other: 'The committee recommends {{count}} candidates to the appointing authority, in this order:',
    },
  },
  'ballot.motion-frozen': { id: 'Dibekukan {{at}}', en: 'Frozen {{at}}' },
  'ballot.motion-version': { id: 'Versi {{version}}', en: 'Version {{version}}' },
  'ballot.choice': { id: 'Suara Anda', en: 'Your vote' },
  'ballot.choice-hint': {
    id: 'Tidak ada pilihan yang ditandai lebih dahulu. Anda memberi suara atas versi {{version}}.',
    en: 'Nothing is chosen in advance. You vote on version {{version}}.',
  },
  'ballot.approve': { id: 'Setuju', en: 'For' },
  'ballot.approve-hint': { id: 'Usulan dikirim dengan urutan ini.', en: 'The recommendation is sent in this order.' },
  'ballot.reject': { id: 'Tidak setuju', en: 'Against' },
  'ballot.reject-hint': {
    id: 'Alasan Anda dimuat sebagai pendapat berbeda dalam berita acara.',
    en: 'Your reason is kept as a dissenting opinion in the minutes.',
  },
  'ballot.abstain': { id: 'Abstain', en: 'Abstain' },
  'ballot.abstain-hint': {
    id: 'Dihitung menurut aturan kuorum, tidak dihitung sebagai setuju.',
    en: 'Counted by the quorum rule, never as a vote for.',
  },
  'ballot.reason': { id: 'Alasan', en: 'Reason' },
  'ballot.reason-hint': {
    id: 'Wajib bila Anda tidak setuju atau abstain. Terbuka bagi komite dan auditor sesudah hasil dibuka.',
    en: 'Required when you are against or abstain. Open to the committee and auditors once the result is opened.',
  },
  'ballot.effect-final': {
    id: 'Suara Anda tercatat tetap dan tidak dapat diganti.',
    en: 'Your vote is recorded for good and cannot be changed.',
  },
  'ballot.effect-closes': {
    id: 'Pemungutan suara tetap terbuka sampai semua suara masuk, paling lambat',
    en: 'Voting stays open until every vote is in, at the latest until',
  },
  'ballot.effect-sealed': {
    id: 'Pilihan dan alasan Anda tersegel sampai pemungutan ditutup; tidak ada peran yang dapat melihatnya lebih dahulu.',
    en: 'Your choice and reason stay sealed until voting closes; no role can see them before.',
  },
  'ballot.submit': { id: 'Kirim suara', en: 'Send vote' },
  'ballot.undeclared-tie': {
    id: 'Punya benturan kepentingan yang belum dinyatakan?',
    en: 'Have you an interest that you have not declared?',
  },
  'ballot.step-back': { id: 'Mundur dari acara ini', en: 'Step back from this item' },
  'ballot.never-abstain': { id: '; jangan memakai abstain.', en: '; do not abstain for that.' },
  'ballot.vote': { id: 'Pemungutan suara', en: 'Voting' },
  'ballot.cast': { id: 'Masuk', en: 'Cast' },
  'ballot.cast-of': { id: '{{done}} dari {{total}}', en: '{{done}} of {{total}}' },
  'ballot.eligible': { id: 'Berhak bersuara', en: 'May vote' },
  'ballot.closes': { id: 'Tutup', en: 'Closes' },
  'ballot.others-closed': { id: 'Suara lain tertutup', en: 'Other votes are closed' },
  'ballot.others-closed-until': {
    id: 'Terbuka bersama saat pemungutan ditutup. Tidak ada peran yang dapat melihat lebih dahulu.',
    en: 'They open together when voting closes. No role can see them before.',
  },
  'ballot.before': { id: 'Sebelum memutuskan', en: 'Before you decide' },
  'ballot.read-ranking': { id: 'Peringkat dan jejak hitung', en: 'Ranking and its trace' },
} as const satisfies WordTable;
