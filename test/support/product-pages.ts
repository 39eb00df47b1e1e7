/** The selections of the story, by where they stand. */
export const storyNames = {
  placed: 'Kepala Dinas Lingkungan Hidup',
  voting: 'Kepala Dinas Perhubungan',
  declaring: 'Sekretaris Dinas Kesehatan',
  scoring: 'Direktur RSUD Kota Contoh',
  nominating: 'Kepala Bagian Pengadaan Barang dan Jasa',
};

export const publicPages = ['/', '/sign-in', '/help', '/help/verify', '/nowhere'];

/** Pages by who reaches them; what two people see alike is looked at once. */
export const reached: Readonly<Record<string, readonly string[]>> = {
  secretary: [
    '/inbox',
    '/board',
    '/board?state=ended',
    '/tour',
    '/selections/new',
    '/selections/:voting',
    '/selections/:voting/actions',
    '/selections/:voting/criteria',
    '/selections/:voting/remind',
    '/selections/:voting/uphold',
    '/selections/:declaring',
    '/selections/:declaring/commands/reopen',
    '/selections/:declaring/seats',
    '/selections/:scoring',
    '/selections/:nominating',
    '/selections/:placed',
    '/selections/:placed/minutes',
    '/map',
    '/map?view=table',
    '/map/boxes/7',
    '/map/holding',
  ],
  chair: ['/selections/:voting/motion', '/selections/:voting/presence', '/selections/:voting/commands/adjourn'],
  'member-3': [
    '/inbox',
    '/sessions',
    '/selections/:voting',
    '/selections/:voting/ballot',
    '/selections/:declaring/declare',
    '/selections/:declaring/step-back',
  ],
  'assessor-3': ['/inbox', '/selections/:scoring', '/selections/:scoring/score'],
  hr: [
    '/imports',
    '/imports/new',
    '/quality-queue',
    '/privacy',
    '/privacy/erasures/new',
    '/privacy/holds/new',
    '/selections/:nominating/actions',
    '/selections/:nominating/nominate',
    '/selections/:nominating/gates',
    '/selections/:nominating/pool-complete',
    '/selections/:nominating/assessors',
    '/selections/:nominating/commands/replace-assessor',
    '/selections/:voting/commands/extend',
    '/selections/:voting/commands/withdraw',
    '/selections/:placed/commands/revoke',
  ],
  'unit-head': ['/inbox', '/selections/:nominating'],
  authority: ['/selections/:voting', '/selections/:voting/commands/pause'],
  auditor: [
    '/audit',
    '/audit?q=SEL',
    '/audit/readings',
    '/selections/:placed/audit',
    '/selections/:placed/audit?history=detail',
    '/selections/:placed/audit?history=raw',
    '/selections/:voting/audit',
  ],
  candidate: [
    '/inbox',
    '/candidacies',
    '/selections/:scoring/candidacy',
    '/selections/:declaring/candidacy',
    '/selections/:scoring/my-data',
    '/selections/:scoring/dispute',
    '/selections/:scoring/withdraw',
  ],
  administrator: ['/inbox', '/privacy'],
};

/** Pages whose address only a link knows: who, from where, by which link. */
export const linkedPages: readonly (readonly [persona: string, from: string, link: string])[] = [
  ['member-3', '/inbox', 'main a[href^="/receipts/"]'],
  ['member-3', '/sessions', 'main a[href^="/sessions/"]'],
];
