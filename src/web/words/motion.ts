import type { WordTable } from './table.ts';

/** The chair puts a motion. */
export const motionWords = {
  'motion.title': { id: 'Ajukan usulan keputusan', en: 'Put the motion' },
  'motion.title-next': {
    id: 'Ajukan versi berikut dari usulan keputusan',
    en: 'Put the next version of the motion',
  },
  'motion.lead': {
    id: 'Komite mengusulkan {{count}} kandidat kepada pejabat pembina kepegawaian. Urutannya terisi menurut peringkat; Anda dapat mengubahnya.',
    en: {
      one: 'The committee recommends {{count}} candidate to the appointing authority. The ranking fills it in; you may change it.',
      other:
        'The committee recommends {{count}} candidates to the appointing authority. Their order is that of the ranking; you may change it.',
    },
  },
  'motion.ranking': { id: 'Peringkat yang menjadi dasar', en: 'The ranking it rests on' },
  'motion.place': { id: 'Urutan ke-{{place}}', en: 'Place {{place}}' },
  'motion.option': {
    id: '{{name}}, peringkat {{rank}}, nilai {{total}}',
    en: '{{name}}, rank {{rank}}, total {{total}}',
  },
  'motion.tie': { id: 'Peringkat sama', en: 'Equal rank' },
  'motion.submit': { id: 'Ajukan usulan', en: 'Put the motion' },
  'motion.effect-frozen': {
    id: 'Bunyi usulan dibekukan. Setiap suara terikat pada versi ini.',
    en: 'The text of the motion is frozen. Every ballot is bound to this version.',
  },
  'motion.effect-vote': {
    id: 'Pemungutan suara dibuka bila kuorum hadir; semua kursi yang berhak diberi tahu.',
    en: 'Voting opens when the quorum is present; all seats that may vote are told.',
  },
  'motion.effect-void': {
    id: 'Versi {{version}} batal, dan suara yang sudah diberikan atasnya tidak dihitung.',
    en: 'Version {{version}} is void, and the ballots cast on it do not count.',
  },
  'motion.effect-order': {
    id: 'Urutan ini menyimpang dari peringkat; penyimpangan terlihat dalam berita acara.',
    en: 'This order departs from the ranking; the minutes show it.',
  },
  'motion.bound': { id: 'Peringkat yang Anda baca', en: 'The ranking that you read' },
  'ballot.standing': { id: 'kotak {{box}}, nilai {{total}}', en: 'box {{box}}, total {{total}}' },
  'ballot.total': { id: 'nilai {{total}}', en: 'total {{total}}' },
} as const satisfies WordTable;
