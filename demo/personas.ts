/** One of the fictional people as whom the demo can be tried. */
export interface Persona {
  /** Also the subject of the demo's identity provider. */
  readonly name: string;
  readonly displayName: string;
  readonly role: { readonly id: string; readonly en: string };
}

/** The people of Kota Contoh. All of them are invented. */
export const personas = [
  { name: 'secretary', displayName: 'Ratna Wulandari', role: { id: 'Sekretaris komite', en: 'Committee secretary' } },
  { name: 'chair', displayName: 'Bambang Prasetyo', role: { id: 'Ketua komite', en: 'Committee chair' } },
  { name: 'member-1', displayName: 'Siti Nurhayati', role: { id: 'Anggota komite 1', en: 'Committee member 1' } },
  { name: 'member-2', displayName: 'Made Wirawan', role: { id: 'Anggota komite 2', en: 'Committee member 2' } },
  { name: 'member-3', displayName: 'Yohanes Tambunan', role: { id: 'Anggota komite 3', en: 'Committee member 3' } },
  { name: 'member-4', displayName: 'Fatimah Zahra Lubis', role: { id: 'Anggota komite 4', en: 'Committee member 4' } },
  { name: 'hr', displayName: 'Dewi Kartikasari', role: { id: 'Petugas kepegawaian', en: 'Personnel officer' } },
  { name: 'assessor-1', displayName: 'Agus Hermawan', role: { id: 'Asesor 1', en: 'Assessor 1' } },
  { name: 'assessor-2', displayName: 'Lestari Simanjuntak', role: { id: 'Asesor 2', en: 'Assessor 2' } },
  { name: 'assessor-3', displayName: 'Irfan Maulana', role: { id: 'Asesor 3', en: 'Assessor 3' } },
  {
    name: 'unit-head',
    displayName: 'Sri Wahyuni Hadiwijaya',
    role: { id: 'Kepala perangkat daerah', en: 'Head of unit' },
  },
  {
    name: 'authority',
    displayName: 'Hendra Gunawan',
    role: { id: 'Pejabat pembina kepegawaian', en: 'Appointing authority' },
  },
  {
    name: 'auditor',
    displayName: 'Nur Aini Rahmawati',
    role: { id: 'Auditor inspektorat', en: 'Inspectorate auditor' },
  },
  { name: 'candidate', displayName: 'Rizky Aditya Nugraha', role: { id: 'Kandidat', en: 'Candidate' } },
  {
    name: 'administrator',
    displayName: 'Teguh Santoso',
    role: { id: 'Administrator sistem', en: 'System administrator' },
  },
] as const satisfies readonly Persona[];
