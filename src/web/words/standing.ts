import type { WordTable } from './table.ts';

/** Where a selection stands: who is awaited for what, how far its step is, how long there is still time. */
export const standingWords = {
  'waits.criteria-hr': { id: 'Kriteria dan segelnya ditunggu', en: 'The criteria and their seal are awaited' },
  'waits.criteria-approver': { id: 'Segel kedua ditunggu', en: 'The second seal is awaited' },
  'waits.nominating-nominator': {
    id: '{{count}} pengusul ditunggu',
    en: { one: '{{count}} nominator awaited', other: '{{count}} nominators awaited' },
  },
  'waits.nominating-hr': {
    id: 'Daftar bakal calon belum dinyatakan lengkap',
    en: 'The list of candidates is not declared complete',
  },
  'waits.data-check-candidate': {
    id: '{{count}} kandidat belum memeriksa datanya',
    en: {
      one: '{{count}} candidate has not checked the data',
      other: '{{count}} candidates have not checked their data',
    },
  },
  'waits.data-check-hr': {
    id: 'Data {{count}} kandidat belum dipastikan',
    en: {
      one: 'The data of {{count}} candidate are not settled',
      other: 'The data of {{count}} candidates are not settled',
    },
  },
  'waits.independent-assessor': {
    id: '{{count}} asesor belum selesai menilai',
    en: { one: '{{count}} assessor has not finished scoring', other: '{{count}} assessors have not finished scoring' },
  },
  'waits.final-assessor': {
    id: '{{count}} asesor belum memastikan nilai akhir',
    en: {
      one: '{{count}} assessor has not settled the final scores',
      other: '{{count}} assessors have not settled the final scores',
    },
  },
  'waits.declaring-member': {
    id: '{{count}} anggota belum menyatakan kepentingan',
    en: {
      one: '{{count}} member has not declared interests',
      other: '{{count}} members have not declared interests',
    },
  },
  'waits.deliberating-chair': { id: 'Mosi dari ketua ditunggu', en: 'The motion of the chair is awaited' },
  'waits.deliberating-member': {
    id: '{{count}} anggota belum tercatat hadir',
    en: {
      one: '{{count}} member is not recorded as present',
      other: '{{count}} members are not recorded as present',
    },
  },
  'waits.voting-member': {
    id: '{{count}} suara ditunggu',
    en: { one: '{{count}} vote awaited', other: '{{count}} votes awaited' },
  },
  'waits.choosing-authority': { id: 'Pilihan pejabat ditunggu', en: 'The choice of the authority is awaited' },
  'waits.choosing-approver': { id: 'Persetujuan atas pilihan ditunggu', en: 'The approval of the choice is awaited' },
  'waits.concurrence-hr': {
    id: 'Permintaan pertimbangan teknis ditunggu',
    en: 'The request for concurrence (pertek) is awaited',
  },
  'waits.concurrence-outside': {
    id: 'Jawaban pertimbangan teknis ditunggu',
    en: 'The answer on concurrence (pertek) is awaited',
  },
  'waits.decree-authority': { id: 'Surat keputusan ditunggu', en: 'The decree is awaited' },
  'waits.inauguration-hr': { id: 'Catatan pelantikan ditunggu', en: 'The record of the inauguration is awaited' },
  'waits.of': { id: '{{what}}: {{names}}.', en: '{{what}}: {{names}}.' },
  'waits.by': { id: '{{what}} ({{names}}).', en: '{{what}} ({{names}}).' },
  'waits.end': { id: '{{what}}.', en: '{{what}}.' },
  'office.hr': { id: 'petugas kepegawaian', en: 'personnel officer' },
  'office.authority': { id: 'pejabat pembina kepegawaian', en: 'appointing authority' },
  'office.approver': { id: 'penyetuju kedua', en: 'second approver' },
  'office.outside': { id: 'instansi luar', en: 'an outside authority' },
  'progress.criteria': { id: '{{done}} dari {{total}} segel', en: '{{done}} of {{total}} seals' },
  'progress.data-check': {
    id: '{{done}} dari {{total}} kandidat menjawab',
    en: '{{done}} of {{total}} candidates answered',
  },
  'progress.independent': { id: '{{done}} dari {{total}} lembar nilai', en: '{{done}} of {{total}} score sheets' },
  'progress.final': { id: '{{done}} dari {{total}} asesor selesai', en: '{{done}} of {{total}} assessors done' },
  'progress.declaring': { id: '{{done}} dari {{total}} menyatakan', en: '{{done}} of {{total}} have declared' },
  'progress.deliberating': { id: '{{done}} dari {{total}} hadir', en: '{{done}} of {{total}} present' },
  'progress.voting': { id: '{{done}} dari {{total}} memberi suara', en: '{{done}} of {{total}} have voted' },
  'standing.quorum': { id: 'Kuorum: {{required}} dari {{seats}} kursi', en: 'Quorum: {{required}} of {{seats}} seats' },
  'due.days-left': {
    id: '{{count}} hari kerja lagi',
    en: { one: '{{count}} working day left', other: '{{count}} working days left' },
  },
  'due.days-over': {
    id: 'Lewat {{count}} hari kerja',
    en: { one: '{{count}} working day over', other: '{{count}} working days over' },
  },
  'due.at-left': {
    id: 'Tenggat {{at}}, {{count}} hari kerja lagi.',
    en: { one: 'Due {{at}}, {{count}} working day left.', other: 'Due {{at}}, {{count}} working days left.' },
  },
  'due.at-over': {
    id: 'Tenggat {{at}}, lewat {{count}} hari kerja.',
    en: { one: 'Due {{at}}, {{count}} working day over.', other: 'Due {{at}}, {{count}} working days over.' },
  },
  'standing.cure': { id: 'Obatnya: {{acts}}', en: 'What would cure it: {{acts}}' },
  'standing.remind': { id: 'Ingatkan', en: 'Remind' },
  'standing.see-acts': { id: 'Lihat tindakan', en: 'See the acts' },
} as const satisfies WordTable;
