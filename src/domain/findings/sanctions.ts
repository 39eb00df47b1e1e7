import type { FindingWords } from './words.ts';

/** About disciplinary sanctions (hukuman disiplin). */
export const sanctionFindings = {
  'sanction.end-derived': {
    effect: 'noted',
    en: 'No end date; the end follows from the duration.',
    id: 'Tanggal akhir kosong; akhir dihitung dari masa hukuman.',
  },
  'sanction.end-unknown': {
    effect: 'unknown',
    en: 'Neither end nor duration; ask for the decree.',
    id: 'Tanggal akhir dan masa kosong; minta SK.',
  },
  'sanction.level-unknown': {
    effect: 'unknown',
    en: 'The level is none of R, S and B; ask for the decree.',
    id: 'Tingkat hukuman bukan R, S, atau B; minta SK.',
  },
  'sanction.level-conflict': {
    effect: 'conflict',
    en: 'The kind of sanction belongs to another level than the one stated; ask for the decree.',
    id: 'Jenis hukuman termasuk tingkat lain daripada yang tertulis; minta SK.',
  },
  'sanction.duration-conflict': {
    effect: 'noted',
    en: 'The end date does not follow from the duration; the end date decides. Compare both with the decree.',
    id: 'Tanggal akhir tidak sesuai masa hukuman; tanggal akhir yang menentukan. Bandingkan dengan SK.',
  },
  'sanction.revocation-unclear': {
    effect: 'conflict',
    en: 'A revocation without a day on which it can have happened: missing, after the day of the import, or before the sanction. Ask for the revocation decree.',
    id: 'Pembatalan tanpa tanggal yang mungkin: kosong, sesudah hari impor, atau sebelum hukuman. Minta SK pembatalan.',
  },
  'sanction.revoked': {
    effect: 'noted',
    en: 'Revoked by a later decree; does not count.',
    id: 'Dibatalkan dengan SK; tidak dihitung.',
  },
  'sanction.old-era': {
    effect: 'noted',
    en: 'Imposed under PP 53/2010; its level is kept.',
    id: 'Dijatuhkan menurut PP 53/2010; tingkatnya tetap.',
  },
  'sanction.instant': {
    effect: 'noted',
    en: 'A light sanction without duration ends on its own date.',
    id: 'Hukuman ringan tanpa masa berakhir pada tanggalnya.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
