import type { Words } from './citation.ts';
import type { PersonRecord } from './person-record.ts';

/** What each field of a record is called, in the order in which a record is read. */
export const recordLabels: Readonly<Required<Record<keyof PersonRecord, Words>>> = {
  kind: { id: 'Jenis pegawai', en: 'Kind of employee' },
  status: { id: 'Kedudukan hukum', en: 'Legal standing' },
  bornOn: { id: 'Tanggal lahir', en: 'Born on' },
  rank: { id: 'Golongan', en: 'Rank (golongan)' },
  rankSince: { id: 'TMT golongan', en: 'In this rank since' },
  currentPost: { id: 'Jabatan sekarang', en: 'Present post' },
  posts: { id: 'Riwayat jabatan', en: 'Posts held' },
  acting: { id: 'Penugasan Plt/Plh', en: 'Acting duties (Plt/Plh)' },
  performance: { id: 'Kinerja tahunan (SKP)', en: 'Yearly performance (SKP)' },
  feedback360: { id: 'Umpan balik 360', en: '360 feedback' },
  teams: { id: 'Tim kerja', en: 'Work teams' },
  ratings: { id: 'Penilaian instansi sendiri', en: "Agency's own ratings" },
  awards: { id: 'Penghargaan', en: 'Awards' },
  education: { id: 'Pendidikan', en: 'Education' },
  fieldOfStudy: { id: 'Bidang ilmu', en: 'Field of study' },
  trainings: { id: 'Pelatihan kepemimpinan', en: 'Leadership training' },
  courses: { id: 'Pelatihan dan sertifikat', en: 'Courses and certificates' },
  assessments: { id: 'Uji kompetensi', en: 'Competency assessment' },
  sanctions: { id: 'Hukuman disiplin', en: 'Disciplinary sanctions' },
  wealthReport: { id: 'Laporan harta kekayaan', en: 'Wealth report' },
};

export type RecordField = keyof PersonRecord;
export const recordFields = Object.keys(recordLabels) as readonly RecordField[];
