import type { WordTable } from './table.ts';

/** The questions of the merit measurement, answered from the data. */
export const supervisionWords = {
  'supervision.title': { id: 'Kesiapan pengawasan', en: 'Readiness for the supervisor' },
  'supervision.lead': {
    id: 'Pertanyaan pengukuran sistem merit tentang manajemen talenta, dijawab dari data beserta buktinya. Tidak ada nilai yang diisi sendiri; yang tidak tercatat disebut belum ada data.',
    en: 'The questions of the merit measurement about talent management, answered from the data with the evidence. No score is typed by anybody; what is not on record says so.',
  },
  'supervision.download': { id: 'Unduh jawaban (CSV)', en: 'Download the answers (CSV)' },
  'supervision.state-data': { id: 'Ada data', en: 'Data' },
  'supervision.state-no-data': { id: 'Belum ada data', en: 'No data' },
  'supervision.no-data': {
    id: 'Bukti tidak menyimpan data tentang hal ini. Itu bukan nol dan bukan nilai.',
    en: 'Bukti keeps no data on this. That is neither a zero nor a score.',
  },
  'supervision.figure': { id: 'Angka', en: 'Figure' },
  'supervision.value': { id: 'Nilai', en: 'Value' },
  'supervision.queries': { id: 'Kueri di balik angka', en: 'The queries behind the figures' },
  'supervision.evidence': { id: 'Bukti', en: 'Evidence' },
  'supervision.evidence-entry': { id: 'Catatan', en: 'Entry' },
  'supervision.evidence-selection': { id: 'Seleksi', en: 'Selection' },
  'supervision.question-mapping': { id: 'Pemetaan talenta', en: 'Talent mapping' },
  'supervision.asks-mapping': {
    id: 'Apakah semua pegawai dipetakan, dimutakhirkan, dan hasilnya dipakai untuk mengisi jabatan?',
    en: 'Is everybody mapped, kept up to date, and are the results used to fill posts?',
  },
  'supervision.question-acquisition': { id: 'Strategi akuisisi', en: 'Acquisition strategy' },
  'supervision.asks-acquisition': {
    id: 'Apakah jabatan kritikal ditetapkan dan suksesornya disiapkan?',
    en: 'Are critical posts designated, and are successors prepared for them?',
  },
  'supervision.question-recruitment': { id: 'Pengisian jabatan', en: 'Filling of posts' },
  'supervision.asks-recruitment': {
    id: 'Apakah pengisian mengikuti kebutuhan, tanpa penundaan, dan sesuai usulan?',
    en: 'Does filling follow the need, without delay, and match what was proposed?',
  },
  'supervision.question-development': { id: 'Pengembangan talenta', en: 'Talent development' },
  'supervision.asks-development': {
    id: 'Apakah pengembangan disusun dari pemetaan dan dilaksanakan?',
    en: 'Is development built on the mapping, and carried out?',
  },
  'supervision.question-retention': { id: 'Retensi', en: 'Retention' },
  'supervision.asks-retention': {
    id: 'Apakah retensi dilaksanakan untuk semua kelompok talenta?',
    en: 'Is retention carried out for all talent groups?',
  },
  'supervision.question-monitoring': { id: 'Pemantauan', en: 'Monitoring' },
  'supervision.asks-monitoring': {
    id: 'Apakah ada laporan dengan capaian, analisis, dan rekomendasi yang ditindaklanjuti?',
    en: 'Is there a report with achievement, analysis, and recommendations that are acted on?',
  },
  'supervision.question-digital': { id: 'Digitalisasi data', en: 'Digital data' },
  'supervision.asks-digital': {
    id: 'Apakah data pegawai lengkap, mutakhir, dan dipakai dalam keputusan?',
    en: 'Are the data on people complete, current, and used in decisions?',
  },
  'supervision.figure-people': { id: 'Pegawai', en: 'People' },
  'supervision.figure-people-in-boxes': {
    id: 'Berkotak pada peta terbit terbaru',
    en: 'With a box on the newest published map',
  },
  'supervision.figure-people-held': { id: 'Belum lengkap pada peta itu', en: 'Held on that map for want of data' },
  'supervision.figure-map-age-days': { id: 'Umur peta itu dalam hari', en: 'Age of that map in days' },
  'supervision.figure-maps-published': { id: 'Peta yang pernah terbit', en: 'Maps published so far' },
  'supervision.figure-selections-since-map': {
    id: 'Seleksi yang dibuka sejak peta itu',
    en: 'Selections opened since that map',
  },
  'supervision.figure-successors-from-map': {
    id: 'Suksesor yang ditetapkan dari peta itu',
    en: 'Successors named from that map',
  },
  'supervision.figure-critical-posts': { id: 'Jabatan kritikal', en: 'Critical posts' },
  'supervision.figure-critical-posts-proposed': {
    id: 'Jabatan yang baru diusulkan kritikal',
    en: 'Posts only proposed as critical',
  },
  'supervision.figure-critical-posts-with-successors': {
    id: 'Jabatan kritikal dengan suksesor',
    en: 'Critical posts with a successor',
  },
  'supervision.figure-successors': { id: 'Suksesor dalam rencana', en: 'Successors in plans' },
  'supervision.figure-successors-recorded-ready': {
    id: 'Suksesor yang terakhir dicatat siap sekarang',
    en: 'Successors last recorded as ready now',
  },
  'supervision.figure-selections-opened-12-months': {
    id: 'Seleksi yang dibuka dalam 12 bulan',
    en: 'Selections opened within 12 months',
  },
  'supervision.figure-posts-structural': { id: 'Jabatan struktural', en: 'Structural posts' },
  'supervision.figure-posts-vacant': { id: 'Di antaranya kosong', en: 'Of these vacant' },
  'supervision.figure-posts-vacant-in-selection': {
    id: 'Di antaranya dengan seleksi berjalan',
    en: 'Of these with a selection under way',
  },
  'supervision.figure-placements-effected': { id: 'Penempatan yang berlaku', en: 'Placements in effect' },
  'supervision.figure-days-to-effect-median': {
    id: 'Median hari dari pembukaan sampai berlaku',
    en: 'Median of days from opening to effect',
  },
  'supervision.figure-choices-standing': { id: 'Pilihan pejabat', en: 'Choices of the authority' },
  'supervision.figure-choices-deviating': {
    id: 'Di antaranya menyimpang dari peringkat, dengan alasan',
    en: 'Of these deviating from the ranking, with a reason',
  },
  'supervision.figure-plans-open': { id: 'Rencana pengembangan berjalan', en: 'Development plans under way' },
  'supervision.figure-plans-from-map': {
    id: 'Rencana yang berdasar peta talenta',
    en: 'Plans that follow from the map',
  },
  'supervision.figure-plan-actions-agreed': { id: 'Kegiatan yang disepakati', en: 'Actions agreed' },
  'supervision.figure-plan-actions-confirmed': {
    id: 'Di antaranya selesai dan dikonfirmasi',
    en: 'Of these completed and confirmed',
  },
  'supervision.figure-plan-actions-overdue': { id: 'Kegiatan yang lewat tenggat', en: 'Actions overdue' },
  'supervision.figure-known-birth': { id: 'Tanggal lahir diketahui', en: 'Birth date known' },
  'supervision.figure-known-post': { id: 'Jabatan sekarang diketahui', en: 'Present post known' },
  'supervision.figure-known-post-history': { id: 'Riwayat jabatan diperiksa', en: 'History of posts looked up' },
  'supervision.figure-known-performance': { id: 'SKP diperiksa', en: 'Performance looked up' },
  'supervision.figure-known-assessments': { id: 'Hasil asesmen diperiksa', en: 'Assessments looked up' },
  'supervision.figure-known-trainings': { id: 'Pelatihan diperiksa', en: 'Trainings looked up' },
  'supervision.figure-known-awards': { id: 'Penghargaan diperiksa', en: 'Awards looked up' },
  'supervision.figure-known-discipline': { id: 'Hukuman disiplin diperiksa', en: 'Discipline looked up' },
  'supervision.figure-known-wealth-report': { id: 'LHKPN diperiksa', en: 'Wealth report looked up' },
  'supervision.figure-days-since-import': { id: 'Hari sejak impor terakhir', en: 'Days since the last import' },
  'supervision.figure-records-frozen': {
    id: 'Potret data yang dibekukan untuk keputusan',
    en: 'Records frozen for decisions',
  },
} as const satisfies WordTable;
