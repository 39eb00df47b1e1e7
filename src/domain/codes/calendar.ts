import type { CodeTable } from './table.ts';

export const calendarCodes = {
  'calendar.missing': {
    kind: 'conflict',
    en: 'There is no calendar of working days for {year}.',
    id: 'Kalender hari kerja tahun {year} belum ada.',
  },
  'calendar.superseded': {
    kind: 'conflict',
    en: 'This calendar of {year} was published before, and a later revision stands. To go back to it, publish it with a note of its own.',
    id: 'Kalender tahun {year} ini sudah pernah diterbitkan dan perubahan yang lebih baru berlaku. Untuk kembali kepadanya, terbitkan dengan catatan tersendiri.',
  },
} as const satisfies CodeTable;
