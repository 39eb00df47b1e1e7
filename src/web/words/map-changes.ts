import type { WordTable } from './table.ts';

/** What would move somebody's box by the least. */
export const mapChangeWords = {
  'map.changes': { id: 'Perubahan terkecil yang memindahkan kotak', en: 'The smallest change that would move the box' },
  'map.change': {
    id: '{{indicator}}: dari nilai {{from}} ke {{to}} ({{steps}}) menjadi kotak {{box}}.',
    en: '{{indicator}}: from a score of {{from}} to {{to}} ({{steps}}) leads to box {{box}}.',
  },
  'map.change-part': { id: '{{part}}: {{step}}', en: '{{part}}: {{step}}' },
  'map.change-row': { id: '“{{value}}”', en: '“{{value}}”' },
  'map.change-number': { id: 'angka {{value}} ke atas', en: 'a number of {{value}} or more' },
  'map.change-aspects': {
    id: 'jumlah semua aspek naik dari {{from}} ke {{to}} dari {{most}}',
    en: 'all aspects together rise from {{from}} to {{to}} of {{most}}',
  },
  'map.change-competencies': { id: 'misalnya {{list}}', en: 'for instance {{list}}' },
  'map.change-competency': {
    id: '{{competency}} dari tingkat {{from}} ke {{to}}',
    en: '{{competency}} from level {{from}} to {{to}}',
  },
  'map.change-note': {
    id: 'Masing-masing bila hal lain tetap, dan yang paling sedikit yang dapat dicapai menurut tabel kebijakan. Bukan janji.',
    en: 'Each with all else as it is, and the least that can be reached under the tables of the policy. Not a promise.',
  },
  'span.count': { id: '{{from}} sampai {{last}}', en: '{{from}} to {{last}}' },
  'span.count-one': { id: '{{from}}', en: '{{from}}' },
  'span.count-open': { id: '{{from}} atau lebih', en: '{{from}} or more' },
  'span.completed-months': { id: '{{from}} sampai {{last}} bulan', en: '{{from}} to {{last}} months' },
  'span.completed-months-one': { id: '{{from}} bulan', en: '{{from}} months' },
  'span.completed-months-open': { id: '{{from}} bulan atau lebih', en: '{{from}} months or more' },
} as const satisfies WordTable;
