import type { CodeTable } from './table.ts';

export const agencyCodes = {
  'agency.missing': { kind: 'missing', en: 'There is no such agency.', id: 'Instansi tidak ada.' },
  'agency.stands-otherwise': {
    kind: 'conflict',
    en: 'The agency stands under another name or in another zone than the file says.',
    id: 'Instansi sudah ada dengan nama atau zona waktu lain daripada yang tertulis dalam berkas.',
  },
  'agency.calendar-otherwise': {
    kind: 'conflict',
    en: 'Another calendar of {year} is published. A revision is published by bukti calendar publish.',
    id: 'Kalender lain untuk tahun {year} sudah diterbitkan. Perubahannya diterbitkan dengan bukti calendar publish.',
  },
  'agency.policy-after-founding': {
    kind: 'conflict',
    en: 'The agency stands and {policy} is not published in it as in the file. From its founding on a policy needs two people: bukti policy publish proposes one.',
    id: 'Instansi sudah berdiri dan {policy} belum diterbitkan seperti dalam berkas. Setelah pendirian, kebijakan memerlukan dua orang: bukti policy publish mengusulkannya.',
  },
} as const satisfies CodeTable;
