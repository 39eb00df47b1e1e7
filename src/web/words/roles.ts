import type { WordTable } from './table.ts';

/** Roles, states and other closed sets, in the words that pages, mail and exports share. */
export const roleWords = {
  'role.secretary': { id: 'Sekretaris komite', en: 'Committee secretary' },
  'role.chair': { id: 'Ketua komite', en: 'Committee chair' },
  'role.member': { id: 'Anggota komite', en: 'Committee member' },
  'role.hr': { id: 'Petugas kepegawaian', en: 'Personnel officer' },
  'role.assessor': { id: 'Asesor', en: 'Assessor' },
  'role.unit-head': { id: 'Kepala perangkat daerah', en: 'Head of unit' },
  'role.authority': { id: 'Pejabat pembina kepegawaian', en: 'Appointing authority' },
  'role.auditor': { id: 'Auditor', en: 'Auditor' },
  'role.candidate': { id: 'Kandidat', en: 'Candidate' },
  'role.administrator': { id: 'Administrator sistem', en: 'System administrator' },
} as const satisfies WordTable;
