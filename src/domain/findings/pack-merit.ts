import type { PackFindingTable } from './pack-words.ts';

/** About indicators, tables, axes, boxes and competence. */
export const packMeritFindings = {
  'pack.weights-sum': {
    effect: 'refused',
    en: 'The weights make {sum}, not {whole}.',
    id: 'Jumlah bobot {sum}, bukan {whole}.',
    remedy: { en: 'Change weights until they make {whole}.', id: 'Ubah bobot sampai jumlahnya {whole}.' },
  },
  'pack.axis-indicators': {
    effect: 'refused',
    en: 'The axes weigh {weighed}, but the indicators are {known}.',
    id: 'Sumbu menimbang {weighed}, padahal indikatornya {known}.',
    remedy: {
      en: 'Let each indicator stand in one axis, in formula order.',
      id: 'Tempatkan setiap indikator pada satu sumbu, menurut urutan rumus.',
    },
  },
  'pack.thresholds-order': {
    effect: 'refused',
    en: 'The thresholds {middle} and {high} are not ascending inside 0 to 100.',
    id: 'Ambang {middle} dan {high} tidak menaik di dalam 0 sampai 100.',
    remedy: { en: 'Write 0 < middle < high, high at most 100.', id: 'Tulis 0 < middle < high, high paling besar 100.' },
  },
  'pack.measure-or-parts': {
    effect: 'refused',
    en: 'Indicator {code} needs a measure or parts, not both and not neither.',
    id: 'Indikator {code} memerlukan ukuran atau bagian, bukan keduanya dan bukan tanpa keduanya.',
    remedy: {
      en: 'Name a measure, or make the table a mean of parts with measure null.',
      id: 'Sebut ukuran, atau jadikan tabelnya rata-rata bagian dengan measure null.',
    },
  },
  'pack.bands-gap': {
    effect: 'refused',
    en: 'The bands of {code} leave {from} to {to} without a score.',
    id: 'Rentang {code} membiarkan {from} sampai {to} tanpa nilai.',
    remedy: {
      en: 'Begin at 0, let each band start where the one before ends, and leave the last open (null).',
      id: 'Mulai dari 0, sambung setiap rentang, dan biarkan yang terakhir terbuka (null).',
    },
  },
  'pack.bands-overlap': {
    effect: 'refused',
    en: 'The bands of {code} score {from} to {to} twice, or backwards.',
    id: 'Rentang {code} menilai {from} sampai {to} dua kali, atau terbalik.',
    remedy: {
      en: 'Bands are half-open: `to` of one is `from` of the next.',
      id: 'Rentang setengah terbuka: `to` suatu rentang adalah `from` berikutnya.',
    },
  },
  'pack.boxes-layout': {
    effect: 'refused',
    en: 'The layout does not hold each box of 1 to 9 once.',
    id: 'Tata letak tidak memuat setiap kotak 1 sampai 9 satu kali.',
    remedy: {
      en: 'Write three rows with nine different numbers.',
      id: 'Tulis tiga baris dengan sembilan nomor berbeda.',
    },
  },
  'pack.box-meaning-missing': {
    effect: 'refused',
    en: 'Box {box} has no meaning.',
    id: 'Kotak {box} tidak memiliki arti.',
    remedy: { en: 'Write its meaning and handling.', id: 'Tulis arti dan penanganannya.' },
  },
  'pack.jpm-categories': {
    effect: 'refused',
    en: 'The competence categories are not descending to 0.',
    id: 'Kategori kompetensi tidak menurun sampai 0.',
    remedy: { en: 'Order them from the highest bound down to 0.', id: 'Urutkan dari batas tertinggi sampai 0.' },
  },
  'pack.indicator-duplicate': {
    effect: 'fault',
    en: 'Two indicators have the code {code}.',
    id: 'Dua indikator memakai kode {code}.',
    remedy: { en: 'Give each its own code.', id: 'Beri kode sendiri-sendiri.' },
  },
  'pack.measure-twice': {
    effect: 'advice',
    en: 'The measure {measure} is scored twice, in {first} and {code}.',
    id: 'Ukuran {measure} dinilai dua kali, pada {first} dan {code}.',
    remedy: { en: 'Check that one fact is meant to count twice.', id: 'Pastikan satu fakta memang dihitung dua kali.' },
  },
  'pack.measure-table': {
    effect: 'fault',
    en: 'The measure {measure} of {code} cannot be read by a table of the kind {kind}.',
    id: 'Ukuran {measure} pada {code} tidak dapat dibaca tabel jenis {kind}.',
    remedy: { en: 'Use a table of the kind {fitting}.', id: 'Gunakan tabel jenis {fitting}.' },
  },
  'pack.value-duplicate': {
    effect: 'fault',
    en: 'The table of {code} holds "{value}" twice.',
    id: 'Tabel {code} memuat "{value}" dua kali.',
    remedy: {
      en: 'Keep one; case and spaces do not tell values apart.',
      id: 'Sisakan satu; huruf besar dan spasi tidak membedakan nilai.',
    },
  },
  'pack.value-missing': {
    effect: 'fault',
    en: 'The table of {code} has no row for "{value}", which the record can say.',
    id: 'Tabel {code} tidak memuat "{value}", padahal data dapat menyebutnya.',
    remedy: {
      en: 'Give it a score, or list it as unscored.',
      id: 'Beri nilai, atau sebut pada unscored.',
    },
  },
  'pack.value-order': {
    effect: 'fault',
    en: 'Table of {code}: “{value}” scores {score}, more than the better “{better}” with {betterScore}.',
    id: 'Tabel {code}: “{value}” bernilai {score}, lebih dari “{better}” yang lebih baik dengan {betterScore}.',
    remedy: {
      en: 'Let the scores fall from the best to the worst; equal ones are allowed.',
      id: 'Urutkan nilai dari yang terbaik ke yang terburuk; nilai sama diperbolehkan.',
    },
  },
  'pack.value-unreachable': {
    effect: 'fault',
    en: 'The table of {code} scores "{value}", which its measure can never say.',
    id: 'Tabel {code} menilai "{value}", yang tidak pernah dapat dihasilkan ukurannya.',
    remedy: { en: 'Remove the row, or correct the word.', id: 'Hapus barisnya, atau perbaiki katanya.' },
  },
  'pack.score-range': {
    effect: 'fault',
    en: 'A score of {score} in {code} is outside 0 to 100.',
    id: 'Nilai {score} pada {code} di luar 0 sampai 100.',
    remedy: {
      en: 'Scores lie from 0 to 100; weights do the rest.',
      id: 'Nilai berada dari 0 sampai 100; selebihnya bobot.',
    },
  },
  'pack.number-range': {
    effect: 'fault',
    en: 'The number table of {code} says {from} to {to}; numbers are read from 0 to 100.',
    id: 'Tabel angka {code} menyebut {from} sampai {to}; angka dibaca dari 0 sampai 100.',
    remedy: { en: 'Write from 0 to 100.', id: 'Tulis 0 sampai 100.' },
  },
  'pack.aspects-scale': {
    effect: 'fault',
    en: 'The best aspects of {code} make {best}: the scale {from} to {to} times {factor} does not end at 100.',
    id: 'Aspek terbaik {code} menghasilkan {best}: skala {from} sampai {to} kali {factor} tidak berakhir pada 100.',
    remedy: {
      en: 'Write an ascending scale whose highest step times the factor is 100.',
      id: 'Tulis skala menaik yang langkah tertingginya kali faktor menghasilkan 100.',
    },
  },
  'pack.window-missing': {
    effect: 'fault',
    en: 'The measure {measure} of {code} looks back, but no window says how far: nothing would count.',
    id: 'Ukuran {measure} pada {code} melihat ke belakang tanpa batas waktu: tidak ada yang akan dihitung.',
    remedy: { en: 'Write windowMonths above 0.', id: 'Tulis windowMonths di atas 0.' },
  },
  'pack.window-empty': {
    effect: 'fault',
    en: 'The window of {code} is 0 months: nothing of the record would count.',
    id: 'Jendela {code} 0 bulan: tidak ada data yang akan dihitung.',
    remedy: {
      en: 'Write months above 0, or null where everything counts however old.',
      id: 'Tulis bulan di atas 0, atau null bila semuanya dihitung tanpa batas waktu.',
    },
  },
  'pack.bands-order': {
    effect: 'fault',
    en: 'Bands of {code}: from {from} the score is {score}, less than {lowerScore} from {lower}.',
    id: 'Rentang {code}: mulai {from} nilainya {score}, kurang dari {lowerScore} mulai {lower}.',
    remedy: {
      en: 'Let the scores rise with the count; equal ones are allowed.',
      id: 'Naikkan nilai bersama jumlahnya; nilai sama diperbolehkan.',
    },
  },
  'pack.serving-score': {
    effect: 'fault',
    en: 'Table of {code}: whoever is serving a sanction scores {score}, no less than whoever never had one.',
    id: 'Tabel {code}: yang sedang menjalani hukuman bernilai {score}, tidak kurang dari yang tidak pernah dihukum.',
    remedy: {
      en: 'Give a sanction that is being served a lower score.',
      id: 'Beri nilai lebih rendah bagi yang sedang menjalani.',
    },
  },
  'pack.weight-zero': {
    effect: 'fault',
    en: '{code} has the weight 0: it counts nothing, and whoever lacks it is unknown all the same.',
    id: '{code} berbobot 0: tidak dihitung, tetapi yang tidak memilikinya tetap tidak diketahui.',
    remedy: { en: 'Give it a weight above 0, or remove it.', id: 'Beri bobot di atas 0, atau hapus.' },
  },
  'pack.window-unused': {
    effect: 'fault',
    en: 'The measure of {code} does not look back: its window of {months} months changes nothing.',
    id: 'Ukuran {code} tidak melihat ke belakang: jendela {months} bulan tidak mengubah apa pun.',
    remedy: { en: 'Write windowMonths null.', id: 'Tulis windowMonths null.' },
  },
  'pack.part-code': {
    effect: 'fault',
    en: 'The part {code} does not carry the letter of its indicator {indicator}.',
    id: 'Bagian {code} tidak memakai huruf indikatornya {indicator}.',
    remedy: { en: 'Name it {indicator}.something.', id: 'Namai {indicator}.sesuatu.' },
  },
  'pack.level-unreachable': {
    effect: 'fault',
    en: 'No scores can bring axis {axis} to the level {level}: it runs from {lowest} to {highest}.',
    id: 'Tidak ada nilai yang membawa sumbu {axis} ke tingkat {level}: rentangnya {lowest} sampai {highest}.',
    remedy: {
      en: 'Change the thresholds or the scores until every level can be reached.',
      id: 'Ubah ambang atau nilai sampai setiap tingkat dapat dicapai.',
    },
  },
  'pack.box-unreachable': {
    effect: 'fault',
    en: 'Nobody can ever stand in box {box}.',
    id: 'Tidak seorang pun dapat berada di kotak {box}.',
    remedy: {
      en: 'See the level of the axis that cannot be reached.',
      id: 'Lihat tingkat sumbu yang tidak dapat dicapai.',
    },
  },
  'pack.box-unknown': {
    effect: 'fault',
    en: 'There is no box {box}, or it is named twice.',
    id: 'Tidak ada kotak {box}, atau disebut dua kali.',
    remedy: { en: 'Name boxes of the layout, each once.', id: 'Sebut kotak dari tata letak, masing-masing satu kali.' },
  },
  'pack.move-steps': {
    effect: 'fault',
    en: 'Moves are {allowed}, yet at most {steps} steps.',
    id: 'Pemindahan {allowed}, padahal paling banyak {steps} langkah.',
    remedy: {
      en: 'Where moves are allowed write 1 to 4 steps, else 0.',
      id: 'Bila pemindahan diperbolehkan tulis 1 sampai 4 langkah, selain itu 0.',
    },
  },
  'pack.jpm-unreachable': {
    effect: 'fault',
    en: 'The category {category} cannot be reached, or stands twice.',
    id: 'Kategori {category} tidak dapat dicapai, atau muncul dua kali.',
    remedy: {
      en: 'Name MS, MMS and KMS once, best first; a capped match ends at 100.',
      id: 'Sebut MS, MMS, dan KMS satu kali, terbaik dulu; kecocokan terpotong berakhir pada 100.',
    },
  },
  'pack.jpm-levels': {
    effect: 'fault',
    en: 'The scale of competence {from} to {to} does not fit the standard {standard}.',
    id: 'Skala kompetensi {from} sampai {to} tidak sesuai standar {standard}.',
    remedy: {
      en: 'Write an ascending scale from 1, and standards on it.',
      id: 'Tulis skala menaik dari 1, dan standar di dalamnya.',
    },
  },
  'pack.jpm-size': {
    effect: 'fault',
    en: '{competencies} competencies on levels up to {to} are more than {mostCompetencies} on levels up to {mostLevels}.',
    id: '{competencies} kompetensi dengan tingkat sampai {to} melebihi {mostCompetencies} dengan tingkat sampai {mostLevels}.',
    remedy: { en: 'Name fewer competencies, or fewer levels.', id: 'Sebut lebih sedikit kompetensi atau tingkat.' },
  },
  'pack.competency-duplicate': {
    effect: 'fault',
    en: '"{name}" is asked twice.',
    id: '"{name}" ditanyakan dua kali.',
    remedy: { en: 'Name each once.', id: 'Sebut masing-masing satu kali.' },
  },
  'pack.predicates-order': {
    effect: 'fault',
    en: 'The predicates are not the five of the instrument, best first.',
    id: 'Predikat bukan lima predikat aturan, terbaik dulu.',
    remedy: {
      en: 'Write Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang.',
      id: 'Tulis Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang.',
    },
  },
} as const satisfies PackFindingTable;
