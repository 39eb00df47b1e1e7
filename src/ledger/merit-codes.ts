/** What check 11 finds. Released codes are permanent: never renamed, never reused. */
export const meritCodes = {
  'merit.policy-order': {
    en: 'The rules were not sealed before what they judge.',
    id: 'Aturan tidak disegel sebelum hal yang dinilainya.',
  },
  'merit.policy-digest': {
    en: 'The rules used are not those that were sealed.',
    id: 'Aturan yang dipakai bukan yang telah disegel.',
  },
  'merit.stage': {
    en: 'A stage moved in a way that the rules do not allow.',
    id: 'Ada tahapan yang berpindah di luar aturan.',
  },
  'merit.deadline': { en: 'An act was accepted outside its time.', id: 'Ada tindakan yang diterima di luar waktunya.' },
  'merit.gates': {
    en: 'The gates, axes or box do not follow from the frozen record.',
    id: 'Syarat, sumbu, atau kotak tidak sesuai dengan data yang dibekukan.',
  },
  'merit.snapshot': {
    en: 'The frozen record is not the one that was announced, or lacks an accepted correction.',
    id: 'Data yang dibekukan bukan data yang diumumkan, atau kurang memuat koreksi yang diterima.',
  },
  'merit.declaration': {
    en: 'A member acted without a declaration of interest.',
    id: 'Ada anggota yang bertindak tanpa pernyataan kepentingan.',
  },
  'merit.recused': { en: 'A recused member acted.', id: 'Ada anggota yang sudah mundur tetapi tetap bertindak.' },
  'merit.quorum': { en: 'The committee decided without its quorum.', id: 'Komite mengambil keputusan tanpa kuorum.' },
  'merit.early-reading': { en: 'Scores were read before they were revealed.', id: 'Nilai dibaca sebelum dibuka.' },
  'merit.after-reveal': { en: 'A score was changed after it was revealed.', id: 'Nilai diubah setelah dibuka.' },
  'merit.ranking': {
    en: 'The ranking does not follow from the recorded facts.',
    id: 'Peringkat tidak sesuai dengan fakta yang tercatat.',
  },
  'merit.outcome': {
    en: 'The outcome does not follow from the ballots.',
    id: 'Hasil tidak sesuai dengan suara yang masuk.',
  },
  'merit.deviation': {
    en: 'The choice deviates from the ranking without the recorded reasons.',
    id: 'Pilihan menyimpang dari peringkat tanpa alasan yang tercatat.',
  },
  'merit.requirement': {
    en: 'A requirement was not judged as the rules say.',
    id: 'Ada syarat yang tidak dinilai sesuai aturan.',
  },
  'merit.box': { en: 'A box does not follow from its sealed record.', id: 'Ada kotak yang tidak sesuai datanya.' },
  'merit.publication': {
    en: 'A policy was published without the approval of another than who proposed it.',
    id: 'Kebijakan diterbitkan tanpa persetujuan orang lain selain pengusulnya.',
  },
  'merit.office': {
    en: 'An act needs an office that whoever did it did not hold then.',
    id: 'Ada tindakan oleh orang yang saat itu tidak memegang jabatan untuk melakukannya.',
  },
  'merit.undisclosed': {
    en: 'A value on which the decision rests is not disclosed in this bundle.',
    id: 'Ada nilai yang mendasari keputusan tetapi tidak dibuka dalam berkas ini.',
  },
} as const;
