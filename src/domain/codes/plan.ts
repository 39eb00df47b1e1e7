import type { CodeTable } from './table.ts';

export const planCodes = {
  'plan.open-already': {
    kind: 'conflict',
    en: 'The person has a development plan that is not closed.',
    id: 'Orang ini sudah memiliki rencana pengembangan yang belum ditutup.',
  },
  'plan.closed': {
    kind: 'conflict',
    en: 'The plan is closed.',
    id: 'Rencana pengembangan sudah ditutup.',
  },
  'plan.other-part': {
    kind: 'forbidden',
    en: 'This act is not yours in this plan.',
    id: 'Tindakan ini bukan bagian Anda dalam rencana ini.',
  },
  'plan.own-plan': {
    kind: 'forbidden',
    en: 'Nobody acts for the personnel office in a plan of their own.',
    id: 'Tidak seorang pun bertindak sebagai kepegawaian dalam rencananya sendiri.',
  },
  'plan.day-past': {
    kind: 'invalid',
    en: 'The day has to lie ahead.',
    id: 'Tanggal harus setelah hari ini.',
  },
  'plan.after-end': {
    kind: 'invalid',
    en: 'The plan ends on {until}.',
    id: 'Rencana berakhir pada {until}.',
  },
  'plan.too-long': {
    kind: 'invalid',
    en: 'A plan lasts at most {months} months.',
    id: 'Rencana berlaku paling lama {months} bulan.',
  },
  'plan.indicator-unknown': {
    kind: 'invalid',
    en: 'The policy has no indicator {indicator}.',
    id: 'Kebijakan tidak memiliki indikator {indicator}.',
  },
  'plan.goal-not-agreed': {
    kind: 'conflict',
    en: 'The goal has to be agreed first.',
    id: 'Sasaran harus disepakati dahulu.',
  },
  'plan.kind-wordless': {
    kind: 'invalid',
    en: 'The policy has no table for actions of this kind: it could not be completed.',
    id: 'Kebijakan tidak memiliki tabel untuk kegiatan jenis ini, sehingga tidak dapat diselesaikan.',
  },
  'plan.item-settled': {
    kind: 'conflict',
    en: 'This is agreed or dropped already.',
    id: 'Hal ini sudah disepakati atau dihentikan.',
  },
  'plan.same-side': {
    kind: 'forbidden',
    en: 'Whoever proposed this cannot agree to it for the other side.',
    id: 'Pengusul tidak dapat menyetujui untuk pihak lain.',
  },
  'plan.mentor-self': {
    kind: 'invalid',
    en: 'Nobody is their own mentor.',
    id: 'Tidak seorang pun menjadi mentor bagi dirinya sendiri.',
  },
  'plan.mentor-unknown': {
    kind: 'invalid',
    en: 'This is no account with a role in the agency.',
    id: 'Akun ini tidak memiliki peran di instansi.',
  },
  'plan.action-not-agreed': {
    kind: 'conflict',
    en: 'Only an agreed action can be reported as completed.',
    id: 'Hanya kegiatan yang disepakati dapat dilaporkan selesai.',
  },
  'plan.not-reported': {
    kind: 'conflict',
    en: 'No completion of this action waits for confirmation.',
    id: 'Tidak ada laporan penyelesaian yang menunggu konfirmasi.',
  },
  'plan.action-over': {
    kind: 'conflict',
    en: 'The action is confirmed or dropped already.',
    id: 'Kegiatan sudah dikonfirmasi atau dihentikan.',
  },
  'plan.done-ahead': {
    kind: 'invalid',
    en: 'Nothing is completed on a day that has not come.',
    id: 'Kegiatan tidak dapat selesai pada tanggal yang belum tiba.',
  },
  'plan.done-before': {
    kind: 'invalid',
    en: 'The plan was opened on {opened}: what was completed before is no action of it. It belongs into the record through its source.',
    id: 'Rencana dibuka pada {opened}: yang selesai sebelumnya bukan kegiatannya. Catat melalui sumber datanya.',
  },
  'plan.evidence-missing': {
    kind: 'invalid',
    en: 'An action of this kind needs: {field}.',
    id: 'Kegiatan jenis ini memerlukan: {field}.',
  },
  'plan.evidence-order': {
    kind: 'invalid',
    en: 'The first day comes after the last.',
    id: 'Tanggal mulai setelah tanggal selesai.',
  },
  'plan.evidence-word': {
    kind: 'invalid',
    en: 'The policy does not know “{word}” here.',
    id: 'Kebijakan tidak mengenal “{word}” di sini.',
  },
  'plan.reports-open': {
    kind: 'conflict',
    en: '{count} reports wait for confirmation.',
    id: '{count} laporan menunggu konfirmasi.',
  },
} as const satisfies CodeTable;
