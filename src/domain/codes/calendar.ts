import type { CodeTable } from './table.ts';

export const calendarCodes = {
  'calendar.missing': {
    kind: 'conflict',
    en: 'There is no calendar of working days for {year}.',
    id: 'Kalender hari kerja tahun {year} belum ada.',
  },
} as const satisfies CodeTable;
