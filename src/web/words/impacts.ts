import type { WordTable } from './table.ts';

/** What corrections after the freeze would have changed. */
export const impactWords = {
  'impact.title': { id: 'Koreksi setelah data dibekukan', en: 'Corrections after the freeze' },
  'impact.none': {
    id: 'Data sumber para kandidat tidak berubah sejak dibekukan.',
    en: 'The data of the candidates has not changed at its sources since it was frozen.',
  },
  'impact.lead': {
    id: 'Data sumber telah berubah sejak dibekukan. Keputusan tetap memakai data yang dibekukan; di bawah ini hasilnya seandainya koreksi datang lebih dahulu.',
    en: 'Data has changed at its source since it was frozen. What is decided stands on the frozen data; below is what would have come of it had the correction come before.',
  },
  'impact.candidate': { id: 'Kandidat', en: 'Candidate' },
  'impact.changed': { id: 'Yang berubah', en: 'Changed' },
  'impact.would': { id: 'Seandainya diperhitungkan', en: 'Had it counted' },
  'impact.gate': {
    id: 'Syarat {{gate}}: {{before}}, menjadi {{after}}',
    en: 'Gate {{gate}}: {{before}}, would be {{after}}',
  },
  'impact.outcome': { id: '{{before}}, menjadi {{after}}', en: '{{before}}, would be {{after}}' },
  'impact.box': { id: 'Kotak {{before}}, menjadi {{after}}', en: 'Box {{before}}, would be {{after}}' },
  'impact.value': {
    id: 'Nilai talenta {{before}}, menjadi {{after}}',
    en: 'Talent value {{before}}, would be {{after}}',
  },
  'impact.rank': { id: 'Peringkat {{before}}, menjadi {{after}}', en: 'Rank {{before}}, would be {{after}}' },
  'impact.unranked': { id: 'tanpa peringkat', en: 'not ranked' },
  'impact.order': {
    id: 'Urutan {{above}} dan {{below}} akan bertukar.',
    en: 'The order of {{above}} and {{below}} would have been the other way round.',
  },
  'impact.other': { id: 'kandidat lain', en: 'another candidate' },
  'impact.nothing': { id: 'Tidak mengubah apa pun', en: 'Would have changed nothing' },
} as const satisfies WordTable;
