import type { WordTable } from './table.ts';

/** Before anybody is named: the selection is opened, its criteria are drafted, sealed and countersigned. */
export const criteriaWords = {
  'opening.title': { id: 'Buka seleksi', en: 'Open a selection' },
  'opening.lead': {
    id: 'Satu seleksi mengisi satu lowongan jabatan. Sesudah dibuka, kriteria disusun dan disegel sebelum siapa pun dicalonkan.',
    en: 'One selection fills one vacancy. Once it is open, its criteria are drafted and sealed before anybody is nominated.',
  },
  'opening.post': { id: 'Lowongan jabatan', en: 'Vacancy' },
  'opening.post-hint': {
    id: 'Hanya jabatan kosong yang belum memiliki seleksi berjalan. Ketik huruf pertama untuk mencari.',
    en: 'Only vacant posts without a selection under way. Type the first letters to find one.',
  },
  'opening.planned-on': { id: 'Rencana tanggal pengangkatan', en: 'Planned day of appointment' },
  'opening.planned-on-hint': {
    id: 'Usia dan masa kerja dihitung pada hari ini, bukan pada hari pencalonan. Misalnya 27 3 2027.',
    en: 'Ages and years of service are taken on this day, not on the day of nomination. For example 27 3 2027.',
  },
  'opening.policy': { id: 'Paket kebijakan', en: 'Policy pack' },
  'opening.policy-hint': {
    id: 'Versi ini dipakai sampai seleksi selesai, juga bila nanti terbit versi baru.',
    en: 'This version is used until the selection ends, even when a newer one is published.',
  },
  'opening.policy-version': { id: '{{title}}, versi {{version}}', en: '{{title}}, version {{version}}' },
  'opening.effect-number': {
    id: 'Seleksi mendapat nomor dalam register instansi. Nomor itu tetap tercatat, juga bila seleksi dibatalkan.',
    en: 'The selection gets a number in the register of the agency. The number stays on record even if the selection is cancelled.',
  },
  'opening.effect-post': {
    id: 'Jabatan ini tidak dapat diisi melalui seleksi lain selama seleksi ini berjalan.',
    en: 'No other selection can fill this post while this one is under way.',
  },
  'opening.effect-policy': {
    id: 'Versi paket kebijakan dikunci untuk seleksi ini.',
    en: 'The version of the policy pack is fixed for this selection.',
  },
  'opening.effect-next': {
    id: 'Belum ada tenggat yang berjalan dan belum ada yang diberi tahu. Langkah berikutnya: menyusun kriteria.',
    en: 'No deadline runs yet and nobody is told. The next step is to draft the criteria.',
  },
  'opening.submit': { id: 'Buka seleksi ini', en: 'Open this selection' },
  'criteria.title': { id: 'Kriteria seleksi', en: 'Criteria of the selection' },
  'criteria.lead': {
    id: 'Dengan kriteria inilah setiap kandidat dinilai. Yang disegel persis yang tertulis di sini.',
    en: 'Every candidate is judged by these criteria. What is sealed is exactly what stands here.',
  },
  'criteria.criterion': { id: 'Kriteria', en: 'Criterion' },
  'criteria.source': { id: 'Asal nilai', en: 'Source of the value' },
  'criteria.weight': { id: 'Bobot', en: 'Weight' },
  'criteria.source-panel': { id: 'Nilai asesor', en: 'Scores of the assessors' },
  'criteria.source-talent-value': { id: 'Nilai talenta dari data', en: 'Talent value from the record' },
  'criteria.source-performance': { id: 'Sumbu kinerja dari data', en: 'Performance axis from the record' },
  'criteria.source-potential': { id: 'Sumbu potensial dari data', en: 'Potential axis from the record' },
  'criteria.source-competency': { id: 'Kompetensi dari data', en: 'Competency from the record' },
  'criteria.source-indicator': { id: 'Indikator {{code}} dari data', en: 'Indicator {{code}} from the record' },
  'criteria.vacancy': { id: 'Keadaan lowongan', en: 'The vacancy' },
  'criteria.planned-on': { id: 'Rencana pengangkatan', en: 'Planned appointment' },
  'criteria.vacant-from': { id: 'Kosong sejak', en: 'Vacant since' },
  'criteria.shortlist': { id: 'Daftar pendek', en: 'Shortlist' },
  'criteria.shortlist-size': {
    id: '{{count}} kandidat teratas',
    en: { one: 'the first candidate', other: 'the first {{count}} candidates' },
  },
  'criteria.tie-break': { id: 'Bila jumlah nilai sama', en: 'Where totals are equal' },
  'criteria.tie-break-order': {
    id: 'Dibandingkan menurut urutan: {{order}}. Yang tetap sama berbagi peringkat.',
    en: 'Compared in this order: {{order}}. What stays equal shares its rank.',
  },
  'criteria.fields': { id: 'Bidang studi yang sesuai', en: 'Fitting fields of study' },
  'criteria.fields-hint': {
    id: 'Satu bidang per baris. Bila kosong, kesesuaian bidang studi menjadi belum diketahui untuk semua kandidat.',
    en: 'One per line. Left empty, whether a field of study fits is unknown for every candidate.',
  },
  'criteria.fields-none': {
    id: 'Tidak dinyatakan: kesesuaian bidang studi belum diketahui untuk semua kandidat',
    en: 'Not stated: whether a field of study fits is unknown for every candidate',
  },
  'criteria.frozen': { id: 'Jabatan diblokir oleh instansi pengawas', en: 'Post blocked by the supervising agency' },
  'criteria.frozen-yes': { id: 'Ya, diblokir', en: 'Yes, it is blocked' },
  'criteria.frozen-no': { id: 'Tidak diblokir', en: 'Not blocked' },
  'criteria.frozen-unknown': { id: 'Belum diperiksa', en: 'Not checked' },
  'criteria.frozen-unknown-hint': {
    id: 'Syarat ini menjadi belum diketahui untuk semua kandidat.',
    en: 'This condition is then unknown for every candidate.',
  },
  'criteria.election': { id: 'Pemilihan kepala daerah', en: 'Election of the head of region' },
  'criteria.election-none': {
    id: 'Tidak berlaku: pejabat pembina bukan kepala daerah yang dipilih',
    en: 'Does not apply: the appointing authority is no elected head',
  },
  'criteria.election-window': { id: 'Ada, dengan tanggal berikut', en: 'There is one, on these days' },
  'criteria.election-unknown': { id: 'Belum diperiksa', en: 'Not checked' },
  'criteria.election-days': {
    id: 'Penetapan calon {{determined}}, akhir masa jabatan {{ends}}.',
    en: 'Candidates determined on {{determined}}, term ends on {{ends}}.',
  },
  'criteria.election-consent': { id: 'Persetujuan tertulis {{day}}.', en: 'Written consent of {{day}}.' },
  'criteria.election-no-consent': { id: 'Belum ada persetujuan tertulis.', en: 'No written consent.' },
  'criteria.determined-on': { id: 'Penetapan pasangan calon', en: 'Candidates are determined' },
  'criteria.term-ends-on': { id: 'Akhir masa jabatan kepala daerah', en: 'Term of the head of region ends' },
  'criteria.consent-on': { id: 'Persetujuan tertulis Menteri Dalam Negeri', en: 'Written consent of the Minister' },
  'criteria.only-window': {
    id: 'Hanya bila ada pemilihan kepala daerah.',
    en: 'Only where there is an election.',
  },
  'criteria.version': { id: 'Versi {{version}}', en: 'Version {{version}}' },
  'criteria.state-draft': { id: 'Rancangan, belum disegel', en: 'Draft, not sealed' },
  'criteria.state-sealed': { id: 'Disegel, menunggu tanda tangan kedua', en: 'Sealed, awaits the second signature' },
  'criteria.state-in-force': { id: 'Berlaku: disegel oleh dua orang', en: 'In force: sealed by two persons' },
  'criteria.draft-title': { id: 'Susun kriteria', en: 'Draft the criteria' },
  'criteria.draft-lead': {
    id: 'Isi paling sedikit satu kriteria. Jumlah bobot harus tepat 100. Baris yang dibiarkan kosong tidak ikut.',
    en: 'Give at least one criterion. The weights must add up to exactly 100. A row left empty does not count.',
  },
  'criteria.row': { id: 'Kriteria {{number}}', en: 'Criterion {{number}}' },
  'criteria.row-hint': {
    id: 'Kosongkan seluruh baris bila tidak dipakai.',
    en: 'Leave the whole row empty if it is not used.',
  },
  'criteria.code': { id: 'Kode', en: 'Code' },
  'criteria.code-hint': {
    id: 'Kode: satu kata dengan huruf kecil tanpa spasi, misalnya pelayanan.',
    en: 'Code: one lower-case word without spaces, for example service.',
  },
  'criteria.label-id': { id: 'Nama dalam bahasa Indonesia', en: 'Name in Indonesian' },
  'criteria.label-en': { id: 'Nama dalam bahasa Inggris', en: 'Name in English' },
  'criteria.weight-hint': { id: 'Bobot: misalnya 30 atau 12,5.', en: 'Weight: for example 30 or 12.5.' },
  'criteria.numbered': { id: '{{label}}, kriteria {{number}}', en: '{{label}}, criterion {{number}}' },
  'criteria.draft-effect-version': {
    id: 'Tercatat sebagai rancangan versi {{version}}. Versi sebelumnya tetap tersimpan dalam catatan.',
    en: 'Recorded as version {{version}} of the draft. Earlier versions stay on the record.',
  },
  'criteria.draft-effect-open': {
    id: 'Rancangan masih dapat diubah sampai disegel. Tidak ada yang diberi tahu.',
    en: 'The draft can still be changed until it is sealed. Nobody is told.',
  },
  'criteria.draft-submit': { id: 'Simpan rancangan', en: 'Record the draft' },
  'criteria.change': { id: 'Ubah rancangan', en: 'Change the draft' },
  'criteria.to-seal': { id: 'Segel kriteria', en: 'Seal the criteria' },
  'criteria.to-countersign': { id: 'Tanda tangani sebagai orang kedua', en: 'Sign as the second person' },
  'seal.title': { id: 'Segel kriteria versi {{version}}', en: 'Seal version {{version}} of the criteria' },
  'seal.effect-fixed': {
    id: 'Sesudah disegel, kriteria tidak dapat diubah diam-diam. Segel berlaku tepat untuk isi dan sidik di atas.',
    en: 'Once sealed, the criteria cannot be changed unseen. The seal is put on exactly the content and digest above.',
  },
  'seal.effect-second': {
    id: 'Orang lain harus menandatangani sesudah Anda: sekretaris komite, petugas kepegawaian, atau pejabat pembina kepegawaian, yang bukan penyusun dan bukan penyegel.',
    en: 'Another person has to sign after you: the committee secretary, a personnel officer or the appointing authority, who has neither drafted nor sealed them.',
  },
  'seal.effect-closed': {
    id: 'Sampai kedua tanda tangan ada, tidak ada pencalonan dan tidak ada peran yang dapat membaca kandidat.',
    en: 'Until both signatures stand there are no nominations, and no role can read a candidate.',
  },
  'seal.submit': { id: 'Segel kriteria ini', en: 'Seal these criteria' },
  'seal.countersign-title': {
    id: 'Tanda tangani kriteria versi {{version}}',
    en: 'Countersign version {{version}} of the criteria',
  },
  'seal.countersign-effect-person': {
    id: 'Anda menjadi orang kedua. Yang menyusun atau menyegel tidak dapat menandatangani.',
    en: 'You are the second person. Whoever drafted or sealed cannot countersign.',
  },
  'seal.countersign-effect-force': {
    id: 'Kriteria berlaku sejak saat itu. Tanda tangan tidak dapat ditarik.',
    en: 'The criteria are in force from then on. The signature cannot be taken back.',
  },
  'seal.countersign-effect-start': {
    id: 'Tahap pencalonan dimulai dan tenggatnya berjalan menurut paket kebijakan. Kriteria terbuka bagi yang dapat maju atau mencalonkan.',
    en: 'The nomination stage begins and its clock runs by the policy pack. The criteria are open to whoever may come forward or nominate.',
  },
  'seal.countersign-submit': { id: 'Tanda tangani kriteria', en: 'Countersign the criteria' },
} as const satisfies WordTable;
