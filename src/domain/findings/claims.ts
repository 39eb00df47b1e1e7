import type { FindingWords } from './words.ts';

/** About what a talent export claims: it is recomputed from its own components and never taken over. */
export const claimFindings = {
  'claim.axis-differs': {
    effect: 'noted',
    en: 'The claimed value does not follow from the components under the policy in force; the recomputed one counts.',
    id: 'Nilai yang diklaim tidak sesuai komponennya menurut kebijakan yang berlaku; hasil hitung ulang yang dipakai.',
  },
  'claim.box-differs': {
    effect: 'noted',
    en: 'The claimed box does not follow from the axes under the policy in force; the recomputed one counts.',
    id: 'Kotak yang diklaim tidak sesuai kedua sumbu menurut kebijakan yang berlaku; hasil hitung ulang yang dipakai.',
  },
  'claim.component-missing': {
    effect: 'unknown',
    en: 'A component is missing, so the axis and the box are unknown, whatever the file claims.',
    id: 'Ada komponen yang kosong, sehingga sumbu dan kotak tidak diketahui, apa pun klaim berkas.',
  },
  'claim.component-range': {
    effect: 'row-refused',
    en: 'A score lies outside 0 to 100; compute it again from the levels.',
    id: 'Nilai di luar 0 sampai 100; hitung ulang dari level.',
  },
  'claim.number-format': {
    effect: 'conflict',
    en: 'Not a number as this file writes it; a decimal comma is not guessed.',
    id: 'Bukan angka dalam bentuk berkas ini; koma desimal tidak ditebak.',
  },
  'claim.record-differs': {
    effect: 'noted',
    en: 'The component disagrees with the score of the imported record; the record counts.',
    id: 'Komponen berbeda dari nilai data yang diimpor; data yang dipakai.',
  },
  'claim.not-compared': {
    effect: 'noted',
    en: 'No policy is in force; the claims of this file were not compared.',
    id: 'Belum ada kebijakan yang berlaku; klaim dalam berkas ini tidak dibandingkan.',
  },
  'claim.person-missing': {
    effect: 'noted',
    en: 'Nobody with this NIP is imported; the claim has nobody to belong to.',
    id: 'Tidak ada orang terimpor dengan NIP ini; klaim tidak memiliki pemilik.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
