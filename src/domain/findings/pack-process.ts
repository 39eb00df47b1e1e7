import type { PackFindingTable } from './pack-words.ts';

/** About gates, rankings and how a selection runs. */
export const packProcessFindings = {
  'pack.stage-steps': {
    effect: 'refused',
    en: 'The steps of {stage} are not those of the stage, in order.',
    id: 'Langkah {stage} bukan langkah tahap itu, berurutan.',
    remedy: { en: 'Write {steps}.', id: 'Tulis {steps}.' },
  },
  'pack.gates-unranked': {
    effect: 'refused',
    en: '{level} has gates without a ranking.',
    id: '{level} memiliki syarat tanpa pemeringkatan.',
    remedy: {
      en: 'Write a ranking for {level}, or remove its gates.',
      id: 'Tulis pemeringkatan {level}, atau hapus syaratnya.',
    },
  },
  'pack.shortlist-size': {
    effect: 'refused',
    en: 'The shortlist of {size} is not between {min} and {max}.',
    id: 'Daftar pendek {size} tidak di antara {min} dan {max}.',
    remedy: { en: 'Write min <= size <= max.', id: 'Tulis min <= size <= max.' },
  },
  'pack.committee-rule': {
    effect: 'refused',
    en: 'The committee cannot work unless {demand}.',
    id: 'Komite tidak dapat bekerja kecuali {demand}.',
    remedy: { en: 'Change composition or quorum as said.', id: 'Ubah susunan atau kuorum seperti disebut.' },
  },
  'pack.ranking-ungated': {
    effect: 'fault',
    en: '{level} has a ranking without gates: no post of this level can be filled.',
    id: '{level} memiliki pemeringkatan tanpa syarat: jabatan jenjang ini tidak dapat diisi.',
    remedy: { en: 'Write its gates, or remove the ranking.', id: 'Tulis syaratnya, atau hapus pemeringkatan.' },
  },
  'pack.ranking-code': {
    effect: 'fault',
    en: 'The ranking of {level} asks for {code}, which nothing gives, or asks twice.',
    id: 'Pemeringkatan {level} meminta {code}, yang tidak diberikan apa pun, atau dua kali.',
    remedy: {
      en: 'Known are talent, assessment, Y, X, the indicators and the assessment criteria.',
      id: 'Dikenal: talent, assessment, Y, X, indikator, dan kriteria asesmen.',
    },
  },
  'pack.tie-break-code': {
    effect: 'fault',
    en: 'The tie-break of {level} asks for {code}, which nothing gives, or asks twice.',
    id: 'Pemecah seri {level} meminta {code}, yang tidak diberikan apa pun, atau dua kali.',
    remedy: {
      en: 'Known are talent, assessment, Y, X, the indicators and the assessment criteria.',
      id: 'Dikenal: talent, assessment, Y, X, indikator, dan kriteria asesmen.',
    },
  },
  'pack.effective-dates': {
    effect: 'fault',
    en: 'The pack would end on {until}, not after it begins on {from}.',
    id: 'Paket berakhir pada {until}, tidak setelah mulai pada {from}.',
    remedy: {
      en: 'The end is the first day no longer in force: write a later one, or null.',
      id: 'Akhir adalah hari pertama tidak berlaku: tulis hari yang lebih kemudian, atau null.',
    },
  },
  'pack.gate-duplicate': {
    effect: 'fault',
    en: '{level} asks the gate {gate} twice in the same phase.',
    id: '{level} menanyakan syarat {gate} dua kali pada tahap yang sama.',
    remedy: { en: 'Keep one.', id: 'Sisakan satu.' },
  },
  'pack.gate-phase': {
    effect: 'fault',
    en: 'The gate {gate} is asked at nomination, when nobody can know the answer yet.',
    id: 'Syarat {gate} ditanyakan saat pengusulan, ketika jawabannya belum dapat diketahui.',
    remedy: { en: 'Ask it in the phase "placement".', id: 'Tanyakan pada tahap "placement".' },
  },
  'pack.gate-code': {
    effect: 'fault',
    en: 'The gate {gate} names the code {code}, which no record carries.',
    id: 'Syarat {gate} menyebut kode {code}, yang tidak ada dalam data.',
    remedy: { en: 'Use a code of SIASN, each once.', id: 'Gunakan kode SIASN, masing-masing satu kali.' },
  },
  'pack.gate-echelon': {
    effect: 'fault',
    en: 'Posts of {level} do not have the echelon {code}.',
    id: 'Jabatan {level} tidak memiliki eselon {code}.',
    remedy: { en: 'Name echelons of this level.', id: 'Sebut eselon jenjang ini.' },
  },
  'pack.gate-box': {
    effect: 'fault',
    en: 'The gate of {level} admits box {box}, which the pack does not call promotable.',
    id: 'Syarat {level} menerima kotak {box}, yang tidak disebut paket sebagai dapat dipromosikan.',
    remedy: {
      en: 'Let the gate and boxes.promotable say the same.',
      id: 'Samakan syarat dan boxes.promotable.',
    },
  },
  'pack.gate-validity': {
    effect: 'fault',
    en: 'The gate believes an assessment for {gate} months, the pack for {pack}: the shorter one decides unseen.',
    id: 'Syarat memakai asesmen {gate} bulan, paket {pack} bulan: yang lebih pendek menentukan diam-diam.',
    remedy: { en: 'Write the same validity in both places.', id: 'Tulis masa berlaku yang sama di kedua tempat.' },
  },
  'pack.gate-predicate': {
    effect: 'fault',
    en: 'The gate asks at least {gate}, the pack calls {pack} the least predicate (skp.minPredicate).',
    id: 'Syarat meminta paling rendah {gate}, paket menyebut {pack} sebagai predikat paling rendah (skp.minPredicate).',
    remedy: { en: 'Write the same predicate in both places.', id: 'Tulis predikat yang sama di kedua tempat.' },
  },
  'pack.gate-empty': {
    effect: 'fault',
    en: 'The gate {gate} of {level} can never say no.',
    id: 'Syarat {gate} pada {level} tidak pernah dapat menolak.',
    remedy: { en: 'Give it something to ask, or remove it.', id: 'Beri sesuatu untuk ditanyakan, atau hapus.' },
  },
  'pack.gate-never-passes': {
    effect: 'fault',
    en: 'Nobody of {level} can pass: at most {maxYears} years old, but {minMonths} months before {retirementAge}.',
    id: 'Tidak ada yang lolos pada {level}: usia paling tinggi {maxYears}, tetapi {minMonths} bulan sebelum {retirementAge}.',
    remedy: { en: 'Check age and retirement together.', id: 'Periksa usia dan pensiun bersama-sama.' },
  },
  'pack.discipline-gate-missing': {
    effect: 'fault',
    en: '{level} has no discipline gate: whoever serves a sanction can still score into a high box.',
    id: '{level} tanpa syarat disiplin: yang menjalani hukuman tetap dapat masuk kotak tinggi.',
    remedy: { en: 'Add the gate "discipline".', id: 'Tambahkan syarat "discipline".' },
  },
  'pack.scale-order': {
    effect: 'fault',
    en: 'The assessors score from {from} to {to}: that is no scale from 0 to 100.',
    id: 'Asesor menilai dari {from} sampai {to}: itu bukan skala di dalam 0 sampai 100.',
    remedy: { en: 'Write an ascending scale inside 0 to 100.', id: 'Tulis skala menaik di dalam 0 sampai 100.' },
  },
  'pack.criterion-duplicate': {
    effect: 'fault',
    en: 'Two criteria have the code {code}.',
    id: 'Dua kriteria memakai kode {code}.',
    remedy: { en: 'Give each its own code.', id: 'Beri kode sendiri-sendiri.' },
  },
  'pack.anchors-order': {
    effect: 'fault',
    en: 'The anchors of {code} are not ascending on the scale (at {score}).',
    id: 'Jangkar {code} tidak menaik pada skala (di {score}).',
    remedy: { en: 'Order them by score, each on the scale.', id: 'Urutkan menurut nilai, masing-masing pada skala.' },
  },
  'pack.term-length': {
    effect: 'fault',
    en: 'A term of {days} working days is longer than three years: the verifiers refuse it.',
    id: 'Tenggat {days} hari kerja lebih dari tiga tahun: verifikator menolaknya.',
    remedy: { en: 'Write at most 750.', id: 'Tulis paling banyak 750.' },
  },
  'pack.reminder-unreachable': {
    effect: 'fault',
    en: 'A reminder {days} working days before the end never goes out: the step has {term}.',
    id: 'Pengingat {days} hari kerja sebelum akhir tidak pernah dikirim: langkah ini {term}.',
    remedy: {
      en: 'Remind inside the term; a step without a term has no reminders.',
      id: 'Ingatkan di dalam tenggat; langkah tanpa tenggat tidak punya pengingat.',
    },
  },
  'pack.lapse-silence': {
    effect: 'fault',
    en: 'Silence says {onSilence}, lapse says {lapse}: they contradict each other.',
    id: 'Diam menyebut {onSilence}, lapse menyebut {lapse}: bertentangan.',
    remedy: {
      en: 'Write lapse true exactly where silence certifies a lapse.',
      id: 'Tulis lapse true hanya bila diam menghasilkan surat lewat tenggat.',
    },
  },
  'pack.exception-duplicate': {
    effect: 'fault',
    en: 'Two exceptions have the code {code}.',
    id: 'Dua pengecualian memakai kode {code}.',
    remedy: { en: 'Give each its own code.', id: 'Beri kode sendiri-sendiri.' },
  },
  'pack.exception-open': {
    effect: 'fault',
    en: 'A name outside the list needs an exception, but no second person need approve it.',
    id: 'Nama di luar daftar memerlukan pengecualian, tetapi tanpa persetujuan orang kedua.',
    remedy: { en: 'Write secondApprover true.', id: 'Tulis secondApprover true.' },
  },
  'pack.deviation-silent': {
    effect: 'fault',
    en: 'The authority may pass over the first without a reason.',
    id: 'Pejabat dapat melewati urutan pertama tanpa alasan.',
    remedy: {
      en: 'Write reasonWhenNotFirst true and a reasonMinLength above 0.',
      id: 'Tulis reasonWhenNotFirst true dan reasonMinLength di atas 0.',
    },
  },
} as const satisfies PackFindingTable;
