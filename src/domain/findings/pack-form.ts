import type { PackFindingTable } from './pack-words.ts';

/** About the form of a pack or an overlay: what no program can read as rules. */
export const packFormFindings = {
  'pack.form': {
    effect: 'refused',
    en: 'This is not in the form of a pack: {fault}.',
    id: 'Bentuknya bukan bentuk paket kebijakan: {fault}.',
    remedy: {
      en: 'Write it as docs/policies.md says; numbers are texts without sign or exponent.',
      id: 'Tulis seperti docs/policies.md; angka ditulis sebagai teks tanpa tanda dan eksponen.',
    },
  },
  'pack.unknown-key': {
    effect: 'refused',
    en: 'No rule knows the key {key}.',
    id: 'Tidak ada aturan yang mengenal kunci {key}.',
    remedy: {
      en: 'Remove it, or correct its spelling; what no rule reads must not look like a rule.',
      id: 'Hapus, atau perbaiki ejaannya; yang tidak dibaca aturan tidak boleh tampak sebagai aturan.',
    },
  },
  'pack.duplicate-key': {
    effect: 'refused',
    en: 'The key {key} stands twice in one object.',
    id: 'Kunci {key} muncul dua kali dalam satu objek.',
    remedy: {
      en: 'Keep one: programs differ in which of the two they read.',
      id: 'Sisakan satu: program berbeda-beda dalam memilih yang dibaca.',
    },
  },
  'pack.algorithm-unknown': {
    effect: 'refused',
    en: 'There is no algorithm {algorithm}.',
    id: 'Tidak ada algoritma {algorithm}.',
    remedy: {
      en: 'Name a released algorithm: {known}.',
      id: 'Sebut algoritma yang sudah dirilis: {known}.',
    },
  },
  'pack.citation-missing': {
    effect: 'refused',
    en: 'The rule cites no instrument.',
    id: 'Aturan ini tidak menyebut dasar hukum.',
    remedy: {
      en: 'Add "citation" with instrument, article (or null) and confidence.',
      id: 'Tambahkan "citation" dengan instrument, article (atau null), dan confidence.',
    },
  },
  'pack.citation-blank': {
    effect: 'fault',
    en: 'The citation holds blanks instead of words.',
    id: 'Kutipan berisi spasi, bukan teks.',
    remedy: {
      en: 'Name the instrument; where no article is meant, write null.',
      id: 'Sebut dasar hukumnya; bila tidak ada pasal yang dimaksud, tulis null.',
    },
  },
  'pack.confidence-missing': {
    effect: 'refused',
    en: 'The citation does not say how sure it is.',
    id: 'Kutipan tidak menyebut tingkat keyakinannya.',
    remedy: {
      en: 'Add "confidence": V seen in the legal text, S secondary source, I inferred.',
      id: 'Tambahkan "confidence": V dibaca dalam naskah hukum, S sumber kedua, I kesimpulan.',
    },
  },
  'pack.words-missing': {
    effect: 'refused',
    en: 'The words are missing in one language ({language}).',
    id: 'Teks tidak ada dalam satu bahasa ({language}).',
    remedy: { en: 'Write them in Indonesian and English.', id: 'Tulis dalam bahasa Indonesia dan Inggris.' },
  },
  'pack.weight-negative': {
    effect: 'refused',
    en: 'A weight of {weight} would turn merit into a fault.',
    id: 'Bobot {weight} akan mengubah prestasi menjadi kekurangan.',
    remedy: {
      en: 'Write a weight above 0; to leave an indicator out, remove it.',
      id: 'Tulis bobot di atas 0; untuk meniadakan indikator, hapus.',
    },
  },
  'pack.indicator-cycle': {
    effect: 'refused',
    en: 'Indicator {code} is a part of itself ({chain}).',
    id: 'Indikator {code} adalah bagian dari dirinya sendiri ({chain}).',
    remedy: {
      en: 'Break the circle: a part is scored from the record.',
      id: 'Putuskan lingkaran: bagian dinilai dari data.',
    },
  },
  'pack.part-nested': {
    effect: 'refused',
    en: 'Part {code} is itself made of parts.',
    id: 'Bagian {code} sendiri terdiri atas bagian.',
    remedy: {
      en: 'Name all parts in the indicator itself; a mean is taken once.',
      id: 'Sebut semua bagian pada indikatornya; rata-rata diambil satu kali.',
    },
  },
  'pack.examples-missing': {
    effect: 'advice',
    en: 'No worked examples stand beside this pack.',
    id: 'Tidak ada contoh terhitung di samping paket ini.',
    remedy: {
      en: 'Write examples.json beside it; docs/policies.md shows the form.',
      id: 'Tulis examples.json di sampingnya; bentuknya ada di docs/policies.md.',
    },
  },
  'pack.example-failing': {
    effect: 'fault',
    en: 'Worked example {example} comes out otherwise: {difference}.',
    id: 'Contoh terhitung {example} menghasilkan lain: {difference}.',
    remedy: {
      en: 'Correct the rule, or the example if the rule is meant.',
      id: 'Perbaiki aturannya, atau contohnya bila aturannya memang demikian.',
    },
  },
  'pack.citation-inferred': {
    effect: 'advice',
    en: 'The rule rests on an inference ({instrument}).',
    id: 'Aturan ini berdasar kesimpulan ({instrument}).',
    remedy: {
      en: 'Confirm it in the legal text before the pack is published.',
      id: 'Pastikan dalam naskah hukum sebelum paket diterbitkan.',
    },
  },
  'overlay.base-missing': {
    effect: 'refused',
    en: 'The base {id} {version} is not at hand.',
    id: 'Paket dasar {id} {version} tidak tersedia.',
    remedy: {
      en: 'Give its file too, or put it into the pack folder above the overlay.',
      id: 'Sertakan berkasnya, atau letakkan di map paket di atas overlay.',
    },
  },
  'overlay.cycle': {
    effect: 'refused',
    en: 'The overlays stand on each other in a circle: {chain}.',
    id: 'Overlay saling menumpu dalam lingkaran: {chain}.',
    remedy: { en: 'Let one of them stand on a pack.', id: 'Jadikan salah satunya menumpu pada paket.' },
  },
  'overlay.own-key': {
    effect: 'refused',
    en: 'An overlay says {key} of itself, not in "merge".',
    id: 'Overlay menyebut {key} pada dirinya, bukan dalam "merge".',
    remedy: { en: 'Move it out of "merge".', id: 'Pindahkan ke luar "merge".' },
  },
  'overlay.path-unknown': {
    effect: 'fault',
    en: 'The base has nothing at {place} to be removed.',
    id: 'Paket dasar tidak memuat {place} untuk dihapus.',
    remedy: { en: 'Correct the place, or remove the line.', id: 'Perbaiki tempatnya, atau hapus barisnya.' },
  },
  'overlay.changes-nothing': {
    effect: 'fault',
    en: 'The overlay leaves the rules of its base as they are.',
    id: 'Overlay tidak mengubah aturan paket dasarnya.',
    remedy: { en: 'Say what differs, or drop the overlay.', id: 'Sebut perbedaannya, atau hapus overlay.' },
  },
} as const satisfies PackFindingTable;
