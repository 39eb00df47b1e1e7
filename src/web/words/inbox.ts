import type { WordTable } from './table.ts';

/** Menunggu saya: what one person owes. */
export const inboxWords = {
  'inbox.title': { id: 'Menunggu saya', en: 'Waiting for me' },
  'inbox.lead': {
    id: '{{count}} hal. Yang paling dekat tenggatnya di atas.',
    en: {
      one: '{{count}} thing. The nearest deadline comes first.',
      other: '{{count}} things. The nearest deadline comes first.',
    },
  },
  'inbox.more': {
    id: 'Masih ada seleksi lain dengan tenggat lebih jauh; muncul di sini sesudah yang dekat selesai.',
    en: 'There are further selections with later deadlines; they appear here once the near ones are done.',
  },
  'inbox.empty-title': { id: 'Tidak ada yang menunggu Anda', en: 'Nothing is waiting for you' },
  'inbox.empty-next': {
    id: 'Berikutnya: {{title}} ({{code}}), sesudah langkah {{step}}.',
    en: 'Next: {{title}} ({{code}}), after the step {{step}}.',
  },
  'inbox.empty-next-at': {
    id: 'Langkah itu paling lambat selesai {{at}}.',
    en: 'That step ends {{at}} at the latest.',
  },
  'inbox.empty-none': {
    id: 'Begitu sebuah seleksi memerlukan Anda, namanya muncul di sini dengan tenggatnya.',
    en: 'As soon as a selection needs you, it appears here with its deadline.',
  },
  'inbox.days-left': { id: 'hari kerja lagi', en: { one: 'working day left', other: 'working days left' } },
  'inbox.today': { id: 'hari terakhir', en: 'last day' },
  'inbox.overdue': { id: 'lewat tenggat', en: 'overdue' },
  'inbox.no-due': { id: 'tanpa tenggat', en: 'no deadline' },
  'inbox.optional': {
    id: 'Tidak wajib: langkah berjalan juga tanpa ini.',
    en: 'Not required: the step goes on without it.',
  },
  'inbox.progress': { id: '{{done}} dari {{total}} sudah', en: '{{done}} of {{total}} done' },
  'inbox.conflict': { id: 'Benturan kepentingan:', en: 'Conflict of interest:' },
  'inbox.conflict-not-declared': {
    id: 'belum dinyatakan. Berkas terbuka sesudah Anda menjawab.',
    en: 'not declared yet. The files open once you have answered.',
  },
  'inbox.conflict-none': { id: 'tidak ada, menurut pernyataan Anda.', en: 'none, as you have declared.' },
  'inbox.conflict-possible': { id: 'mungkin ada, menurut pernyataan Anda.', en: 'possible, as you have declared.' },
  'inbox.conflict-recused': { id: 'Anda tidak ikut.', en: 'you take no part.' },
  'inbox.done': {
    id: 'Sudah Anda kerjakan minggu ini ({{count}})',
    en: 'Done by you this week ({{count}})',
  },
  'inbox.done-act': { id: 'Tindakan pada {{title}}, {{at}}', en: 'An act in {{title}}, {{at}}' },
  'inbox.receipt': { id: 'tanda terima', en: 'receipt' },
  'inbox.votes': { id: 'Suara Anda atas peta talenta', en: 'Your vote on the talent map' },
  'inbox.policies': { id: 'Kebijakan yang menunggu putusan Anda', en: 'Policies that wait for your decision' },
  'inbox.since': { id: 'sejak {{at}}', en: 'since {{at}}' },
  'inbox.open': { id: 'Buka', en: 'Open' },
} as const satisfies WordTable;
