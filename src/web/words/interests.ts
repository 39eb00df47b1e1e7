import type { WordTable } from './table.ts';

/** What a seat declares, that it steps back, and who is there. */
export const interestWords = {
  'declare.title': { id: 'Nyatakan kepentingan Anda', en: 'Declare your interests' },
  'declare.lead': {
    id: 'Sebelum berkas apa pun dibuka, nyatakan hubungan Anda dengan setiap kandidat. Jawab untuk semua.',
    en: 'Before any paper opens, state your ties to every candidate. Answer for each of them.',
  },
  'declare.nothing': {
    id: 'Tidak ada yang dapat Anda nyatakan: pernyataan belum dibuka, atau kursi Anda tidak ikut dalam acara ini.',
    en: 'There is nothing for you to declare: declarations are not open yet, or your seat takes no part in this item.',
  },
  'declare.interest': { id: 'Hubungan dengan {{name}}', en: 'Interest in {{name}}' },
  'declare.none': { id: 'Tidak ada', en: 'None' },
  'declare.none-hint': {
    id: 'Tidak ada hubungan yang dapat memengaruhi penilaian Anda.',
    en: 'No tie that could influence your judgement.',
  },
  'declare.possible': { id: 'Mungkin ada', en: 'Possible' },
  'declare.possible-hint': {
    id: 'Ada hubungan yang dapat dianggap memengaruhi. Sekretaris menimbangnya.',
    en: 'A tie that might be seen as an influence. The secretary considers it.',
  },
  'declare.actual': { id: 'Ada', en: 'Actual' },
  'declare.actual-hint': {
    id: 'Ada benturan kepentingan. Anda tidak ikut dalam acara ini.',
    en: 'A conflict of interest. You take no part in this item.',
  },
  'declare.tie': { id: 'Jenis hubungan dengan {{name}}', en: 'Kind of tie to {{name}}' },
  'declare.tie-hint': { id: 'Isi bila jawabannya bukan “Tidak ada”.', en: 'Needed unless the answer is “None”.' },
  'tie.family': { id: 'Keluarga', en: 'Family' },
  'tie.business': { id: 'Usaha', en: 'Business' },
  'tie.affiliation': { id: 'Keanggotaan bersama', en: 'Affiliation' },
  'tie.outside-work': { id: 'Pekerjaan di luar', en: 'Outside work' },
  'tie.reporting-line': { id: 'Atasan atau bawahan', en: 'Reporting line' },
  'tie.other': { id: 'Lainnya', en: 'Other' },
  'declare.note': { id: 'Keterangan tentang {{name}}', en: 'Note on {{name}}' },
  'declare.note-hint': {
    id: 'Sejak kapan, dan dalam hubungan apa. Hanya dibaca sekretaris dan auditor.',
    en: 'Since when, and in what capacity. Read by the secretary and auditors alone.',
  },
  'declare.submit': { id: 'Kirim pernyataan', en: 'Send the declaration' },
  'declare.effect-final': {
    id: 'Pernyataan ini tercatat tetap. Kepentingan yang timbul kemudian dinyatakan dengan mundur dari acara.',
    en: 'This declaration is recorded for good. An interest that arises later is declared by stepping back.',
  },
  'declare.effect-read': {
    id: 'Isinya hanya dapat dibaca sekretaris dan auditor. Anggota lain hanya melihat bahwa sebuah kursi tidak ikut.',
    en: 'Only the secretary and auditors can read it. Other members see no more than that a seat takes no part.',
  },
  'declare.effect-opens': {
    id: 'Peringkat dan berkas terbuka bagi Anda.',
    en: 'The ranking and the papers open to you.',
  },
  'declare.effect-possible': {
    id: 'Sekretaris menimbang {{count}} hubungan yang mungkin; bila dibenarkan, kursi Anda tidak ikut.',
    en: {
      one: 'The secretary considers {{count}} possible interest; if it is upheld, your seat takes no part.',
      other: 'The secretary considers {{count}} possible interests; if one is upheld, your seat takes no part.',
    },
  },
  'declare.effect-recused': {
    id: 'Anda menyatakan benturan kepentingan: kursi Anda tidak ikut menilai dan bersuara, dan kuorum dihitung ulang.',
    en: 'You declare a conflict of interest: your seat neither judges nor votes, and the quorum is counted anew.',
  },
  'step-back.title': { id: 'Mundur dari acara ini', en: 'Step back from this item' },
  'step-back.lead': {
    id: 'Anda dapat mundur kapan saja sebelum pemungutan suara ditutup, apa pun alasannya. Ini bukan abstain: kursi Anda tidak ikut sama sekali.',
    en: 'You may step back at any time before voting closes, for whatever reason. This is not an abstention: your seat takes no part at all.',
  },
  'step-back.reason': { id: 'Alasan', en: 'Reason' },
  'step-back.reason-hint': {
    id: 'Hanya dibaca sekretaris dan auditor.',
    en: 'Read by the secretary and auditors alone.',
  },
  'step-back.submit': { id: 'Mundur', en: 'Step back' },
  'step-back.effect-final': {
    id: 'Anda tidak ikut lagi dalam sidang dan pemungutan suara ini. Tidak dapat ditarik kembali.',
    en: 'You take no further part in this session and vote. It cannot be taken back.',
  },
  'step-back.effect-ballot': {
    id: 'Suara yang sudah Anda berikan tidak dihitung lagi; catatannya tetap ada.',
    en: 'A ballot that you have cast no longer counts; its entry stays.',
  },
  'step-back.effect-quorum': {
    id: 'Kuorum dihitung ulang dan tidak diturunkan. Bila tidak tercapai, sekretaris diberi tahu.',
    en: 'The quorum is counted anew and never lowered. Should it fail, the secretary is told.',
  },
  'presence.title': { id: 'Catat kehadiran', en: 'Record presence' },
  'presence.lead': {
    id: 'Kehadiran menentukan kuorum sidang. Hanya kursi yang sudah menyatakan kepentingan dapat dicatat hadir.',
    en: 'Presence decides the quorum of the session. Only a seat that has declared can be recorded as present.',
  },
  'presence.seat': { id: 'Kursi', en: 'Seat' },
  'presence.seat-of': { id: 'Kursi {{seat}}, {{name}}', en: 'Seat {{seat}}, {{name}}' },
  'presence.state': { id: 'Kehadiran', en: 'Presence' },
  'presence.own': { id: 'Kehadiran Anda', en: 'Your presence' },
  'presence.present': { id: 'Hadir', en: 'Present' },
  'presence.absent': { id: 'Tidak hadir', en: 'Absent' },
  'presence.unrecorded': { id: 'Belum dicatat', en: 'Not recorded' },
  'presence.recused': { id: 'Tidak ikut', en: 'Recused' },
  'presence.now': { id: 'Kehadiran sekarang', en: 'Presence now' },
  'presence.submit': { id: 'Catat', en: 'Record' },
  'presence.effect-quorum': {
    id: 'Kuorum dihitung ulang saat ini juga.',
    en: 'The quorum is counted anew at once.',
  },
  'presence.effect-again': {
    id: 'Kehadiran dapat dicatat lagi bila berubah; catatan lama tetap ada.',
    en: 'Presence can be recorded again when it changes; the old entry stays.',
  },
} as const satisfies WordTable;
