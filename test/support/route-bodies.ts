import type { RouteDeclaration } from '#platform/route.ts';

/** An id of the right form that names nothing. */
export const nothing = '00000000-0000-4000-8000-000000000000';

export interface FormedAct {
  /** Somebody whose role may do it. */
  readonly by: string;
  /** A body of the right form, about things that need not exist. */
  readonly body: Readonly<Record<string, unknown>>;
}

const reason = 'Sesuai berkas yang diperiksa.';
const label = { id: 'Wawancara', en: 'Interview' };
const scores = [{ criterion: 'panel', score: '80', reason }];

/** One act of the right form for every POST of the API, by its path. */
export const formedActs: Readonly<Record<string, FormedAct>> = {
  '/people/search': { by: 'hr', body: { agency: 'kota-contoh', nip: '000000000000000000' } },
  '/audit/search': { by: 'auditor', body: { agency: 'kota-contoh', q: 'kepala', from: '2026-01-01', flag: 'blocked' } },
  '/privacy/standing': { by: 'hr', body: { agency: 'kota-contoh', person: nothing } },
  '/imports/dry-runs': {
    by: 'hr',
    body: { agency: 'kota-contoh', files: [{ name: 'siasn-profile.csv', content: '' }] },
  },
  '/imports': { by: 'hr', body: { agency: 'kota-contoh', upload: nothing, exclude: [], accept: [] } },
  '/policies/proposals': { by: 'hr', body: { agency: 'kota-contoh', content: {}, examples: null } },
  '/policies/proposals/:proposalId/decision': {
    by: 'authority',
    body: { digest: '0'.repeat(64), verdict: 'decline', reason },
  },
  '/erasures': { by: 'hr', body: { agency: 'kota-contoh', person: nothing, basis: 'subject-request', reason } },
  '/erasures/:erasureId/approval': { by: 'auditor', body: {} },
  '/erasures/:erasureId/declination': { by: 'auditor', body: { reason } },
  '/holds': { by: 'hr', body: { agency: 'kota-contoh', person: nothing, ground: 'dispute', reason } },
  '/maps': { by: 'hr', body: { agency: 'kota-contoh', policy: 'asn' } },
  '/maps/:mapId/abandonment': { by: 'hr', body: { reason } },
  '/maps/:mapId/moves': {
    by: 'chair',
    body: { person: nothing, to: 8, ground: 'recent-achievement', reason, evidence: 'SK 12/2026' },
  },
  '/maps/:mapId/publication': { by: 'chair', body: {} },
  '/maps/:mapId/resolutions/:resolutionId/votes': { by: 'member-1', body: { choice: 'approve', reason: null } },
  '/succession/posts/:postId/designation': { by: 'hr', body: { ground: 'public-service', reason } },
  '/succession/posts/:postId/confirmation': { by: 'authority', body: { designation: nothing, decree: 'SK 1/2026' } },
  '/succession/posts/:postId/withdrawal': { by: 'hr', body: { reason } },
  '/succession/posts/:postId/withdrawal-confirmation': {
    by: 'authority',
    body: { designation: nothing, decree: 'SK 1/2026' },
  },
  '/succession/posts/:postId/successors': { by: 'hr', body: { person: nothing } },
  '/succession/posts/:postId/decision': { by: 'authority', body: { successors: [nothing], decree: 'SK 1/2026' } },
  '/succession/posts/:postId/removals': { by: 'hr', body: { successor: nothing, reason } },
  '/succession/posts/:postId/readiness': { by: 'hr', body: {} },
  '/plans': { by: 'hr', body: { agency: 'kota-contoh', person: nothing, until: '2028-06-15', ground: reason } },
  '/plans/:planId/goals': { by: 'hr', body: { text: reason, indicator: null } },
  '/plans/:planId/actions': {
    by: 'hr',
    body: { goal: nothing, kind: 'coaching', text: reason, dueOn: '2026-12-01' },
  },
  '/plans/:planId/agreements': { by: 'hr', body: { item: nothing } },
  '/plans/:planId/mentor': { by: 'hr', body: { account: nothing } },
  '/plans/:planId/completions': {
    by: 'candidate',
    body: {
      action: nothing,
      doneOn: '2026-06-15',
      startedOn: null,
      number: null,
      hours: null,
      validUntil: null,
      word: null,
      evidence: reason,
    },
  },
  '/plans/:planId/confirmations': { by: 'hr', body: { action: nothing, report: nothing } },
  '/plans/:planId/returns': { by: 'hr', body: { action: nothing, report: nothing, reason } },
  '/plans/:planId/drops': { by: 'hr', body: { action: nothing, reason } },
  '/plans/:planId/reviews': { by: 'hr', body: { outcome: 'on-track', text: reason } },
  '/plans/:planId/closing': { by: 'hr', body: { outcome: 'achieved', text: reason } },
  '/holds/:holdId/lifting': { by: 'auditor', body: { reason } },
  '/selections': {
    by: 'hr',
    body: { agency: 'kota-contoh', post: nothing, plannedOn: '2026-09-01', policy: 'asn' },
  },
  '/selections/:selectionId/criteria': {
    by: 'hr',
    body: {
      criteria: [{ code: 'panel', label, source: 'panel', weight: '100' }],
      vacancy: { fieldsOfStudy: null, frozen: false, election: 'none' },
    },
  },
  '/selections/:selectionId/seal': { by: 'hr', body: {} },
  '/selections/:selectionId/countersign': { by: 'authority', body: {} },
  '/selections/:selectionId/nominations': { by: 'hr', body: { person: nothing, way: 'hr', note: null } },
  '/selections/:selectionId/nominations/completion': { by: 'hr', body: {} },
  '/selections/:selectionId/data-confirmations': { by: 'candidate', body: {} },
  '/selections/:selectionId/corrections': { by: 'candidate', body: { field: 'rank', reason } },
  '/selections/:selectionId/correction-answers': {
    by: 'hr',
    body: { correction: nothing, accepts: false, reason, value: null },
  },
  '/selections/:selectionId/verifications': {
    by: 'hr',
    body: { candidate: nothing, gate: 'wealth-report', result: 'pass', evidence: reason },
  },
  '/selections/:selectionId/assessors': { by: 'hr', body: { account: nothing } },
  '/selections/:selectionId/score-sheets': { by: 'assessor-1', body: { candidate: nothing, scores } },
  '/selections/:selectionId/final-sheets': { by: 'assessor-1', body: { candidate: nothing, scores } },
  '/selections/:selectionId/seats': {
    by: 'secretary',
    body: { seats: [{ seat: 1, role: 'chair', account: nothing }] },
  },
  '/selections/:selectionId/declarations': {
    by: 'member-1',
    body: { interests: [{ candidate: nothing, interest: 'none', tie: null, note: null }] },
  },
  '/selections/:selectionId/step-backs': { by: 'member-1', body: { reason } },
  '/selections/:selectionId/upheld-interests': { by: 'secretary', body: { seat: 2, reason } },
  '/selections/:selectionId/presences': { by: 'secretary', body: { seat: 1, presence: 'present' } },
  '/selections/:selectionId/motion': { by: 'chair', body: { candidates: [nothing] } },
  '/selections/:selectionId/ballots': { by: 'member-1', body: { choice: 'approve', reason } },
  '/selections/:selectionId/choices': { by: 'authority', body: { candidate: nothing, reason, exception: null } },
  '/selections/:selectionId/choice-approvals': { by: 'chair', body: { choice: nothing, approves: true, reason } },
  '/selections/:selectionId/concurrence-requests': { by: 'hr', body: {} },
  '/selections/:selectionId/concurrence-replies': {
    by: 'hr',
    body: { reply: 'issued', letterNumber: 'S-9/2026', repliedOn: '2026-06-15', reason: null },
  },
  '/selections/:selectionId/lapse-certificates': { by: 'hr', body: { reason } },
  '/selections/:selectionId/decrees': {
    by: 'authority',
    body: { number: 'SK-9/2026', issuedOn: '2026-06-15', effectiveOn: '2026-06-15' },
  },
  '/selections/:selectionId/inaugurations': { by: 'hr', body: { on: '2026-06-15', minutesNumber: 'BA-9/2026' } },
  '/selections/:selectionId/reminders': { by: 'hr', body: {} },
  '/selections/:selectionId/commands': { by: 'hr', body: { command: 'pause', reason } },
};

/** A path with its parameters filled in. */
export function pathOf({ path }: RouteDeclaration, selectionId: string): string {
  const ofForm = { ':selectionId': selectionId, ':agency': 'kota-contoh', ':box': '5', ':digest': '0'.repeat(64) };
  const named = Object.entries(ofForm).reduce<string>((text, [name, value]) => text.replace(name, value), path);
  return named.replaceAll(/:\w+/g, nothing);
}
