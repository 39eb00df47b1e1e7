import type { CodeTable } from './table.ts';

export const mapCodes = {
  'map.not-drawn': {
    kind: 'conflict',
    en: 'The map is still being drawn.',
    id: 'Peta masih disusun.',
  },
  'map.abandoned': {
    kind: 'conflict',
    en: 'The map was abandoned while it was being drawn.',
    id: 'Penyusunan peta ini dihentikan sebelum selesai.',
  },
  'map.already-drawn': {
    kind: 'conflict',
    en: 'The map is drawn: its boxes can be read, and it stays. A later map takes its place.',
    id: 'Peta sudah selesai disusun: kotaknya dapat dibaca, dan peta ini tetap ada. Peta yang lebih baru menggantikannya.',
  },
  'map.abandoning-unexplained': {
    kind: 'invalid',
    en: 'Say why the map is abandoned.',
    id: 'Sebutkan mengapa penyusunan peta dihentikan.',
  },
  'map.published': { kind: 'conflict', en: 'The map is published.', id: 'Peta sudah diterbitkan.' },
  'map.drawing': {
    kind: 'conflict',
    en: 'Another map of the agency is still being drawn. Begin the next one once it is under review, or abandon it.',
    id: 'Peta lain instansi ini masih disusun. Mulai peta berikutnya setelah peta itu ditinjau, atau hentikan penyusunannya.',
  },
  'map.superseded': {
    kind: 'conflict',
    en: 'A map that was begun later is published. This one stays as it is: review a later map, or begin a new one.',
    id: 'Peta yang dimulai lebih akhir sudah terbit. Peta ini tetap seperti adanya: tinjau peta yang lebih baru, atau susun peta baru.',
  },
  'map.moves-forbidden': {
    kind: 'conflict',
    en: 'The policy allows no moves between boxes.',
    id: 'Kebijakan tidak mengizinkan perpindahan kotak.',
  },
  'map.person-held': {
    kind: 'conflict',
    en: 'The person has no box: what is missing has to be known first.',
    id: 'Orang ini belum memiliki kotak: data yang kurang harus dilengkapi dahulu.',
  },
  'map.same-box': { kind: 'invalid', en: 'The person is in box {box} already.', id: 'Orang ini sudah di kotak {box}.' },
  'map.too-far': {
    kind: 'invalid',
    en: 'Box {to} is {steps} steps from box {from}; the policy allows {most}.',
    id: 'Kotak {to} berjarak {steps} langkah dari kotak {from}; kebijakan mengizinkan {most}.',
  },
  'map.bundle-large': {
    kind: 'conflict',
    en: 'A map of more than {most} people is too large for a bundle: bukti replay derives it again beside the database.',
    id: 'Peta dengan lebih dari {most} orang terlalu besar untuk satu berkas bukti: bukti replay menurunkannya kembali di samping basis data.',
  },
  'map.own-box': {
    kind: 'forbidden',
    en: 'Nobody proposes or decides on a box of their own.',
    id: 'Tidak seorang pun mengusulkan atau memutuskan kotaknya sendiri.',
  },
  'map.reason-missing': {
    kind: 'invalid',
    en: 'A move needs a reason and the evidence for it.',
    id: 'Perpindahan memerlukan alasan dan buktinya.',
  },
  'map.reason-short': {
    kind: 'invalid',
    en: 'The reason of a move needs at least {minimum} characters: whoever is moved reads it.',
    id: 'Alasan perpindahan memerlukan paling sedikit {minimum} karakter: orang yang dipindahkan membacanya.',
  },
  'map.resolution-open': {
    kind: 'conflict',
    en: 'The committee is still deciding on this.',
    id: 'Komite masih memutuskan hal ini.',
  },
  'map.moves-open': {
    kind: 'conflict',
    en: '{count} proposed moves are not decided yet.',
    id: '{count} usulan perpindahan belum diputuskan.',
  },
  'map.resolution-closed': {
    kind: 'conflict',
    en: 'The committee has decided on this.',
    id: 'Komite sudah memutuskan hal ini.',
  },
  'map.voted-already': { kind: 'conflict', en: 'You have voted on this.', id: 'Anda sudah memberikan suara.' },
} as const satisfies CodeTable;
