import type { WordTable } from './table.ts';

/** The facts of a personnel record, as the person and those who judge read them. */
export const factWords = {
  'record.kind': { id: 'Jenis pegawai', en: 'Kind of employee' },
  'record.bornOn': { id: 'Tanggal lahir', en: 'Date of birth' },
  'record.status': { id: 'Kedudukan hukum', en: 'Legal status' },
  'record.rank': { id: 'Pangkat, golongan', en: 'Rank (golongan)' },
  'record.rankSince': { id: 'TMT golongan', en: 'Rank since' },
  'record.education': { id: 'Pendidikan', en: 'Education' },
  'record.fieldOfStudy': { id: 'Bidang studi', en: 'Field of study' },
  'record.feedback360': { id: 'Umpan balik 360', en: '360 feedback' },
  'record.currentPost': { id: 'Jabatan sekarang', en: 'Present post' },
  'record.wealthReport': { id: 'Laporan harta kekayaan (LHKPN)', en: 'Wealth report (LHKPN)' },
  'record.posts': { id: 'Riwayat jabatan', en: 'Posts held' },
  'record.acting': { id: 'Plt atau Plh', en: 'Acting duties (Plt, Plh)' },
  'record.performance': { id: 'Kinerja (SKP)', en: 'Performance (SKP)' },
  'record.trainings': { id: 'Pelatihan kepemimpinan', en: 'Leadership training' },
  'record.courses': { id: 'Kursus dan sertifikat', en: 'Courses and certificates' },
  'record.sanctions': { id: 'Hukuman disiplin', en: 'Disciplinary sanctions' },
  'record.awards': { id: 'Penghargaan', en: 'Awards' },
  'record.teams': { id: 'Tim kerja', en: 'Teams' },
  'record.assessments': { id: 'Uji kompetensi', en: 'Competency assessment' },
  'record.none': { id: 'Diperiksa, tidak ada', en: 'Looked up, none' },
  'record.conflict': { id: 'Tidak dipakai', en: 'Not used' },
  'record.assessed-for': { id: 'Terhadap jabatan {{post}}', en: 'Against the post {{post}}' },
  'record.figures-competency': {
    id: 'Kompetensi, dengan standar jabatan',
    en: 'Competencies, with the standard of the post',
  },
  'record.figures-aspect': { id: 'Aspek potensi', en: 'Aspects of potential' },
  'record.figure': { id: '{{name}}: {{level}}', en: '{{name}}: {{level}}' },
  'record.figure-standard': {
    id: '{{name}}: tingkat {{level}}, standar {{standard}}',
    en: '{{name}}: level {{level}}, standard {{standard}}',
  },
  'record.source': { id: 'Sumber: {{source}}', en: 'Source: {{source}}' },
  'record.dated': { id: 'per {{day}}', en: 'of {{day}}' },
} as const satisfies WordTable;
