import type { CodeTable } from './table.ts';

export const reminderCodes = {
  'reminder.nobody-awaited': {
    kind: 'conflict',
    en: 'Nobody else is awaited now.',
    id: 'Saat ini tidak ada orang lain yang ditunggu.',
  },
  'reminder.too-soon': {
    kind: 'conflict',
    en: 'Those awaited were reminded less than {minutes} minutes ago.',
    id: 'Yang ditunggu sudah diingatkan kurang dari {minutes} menit yang lalu.',
  },
} as const satisfies CodeTable;
