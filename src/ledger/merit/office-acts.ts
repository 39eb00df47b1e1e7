import { type ActName, actRules } from '#domain/access-acts.ts';
import { mapRoles } from '#domain/map-resolutions.ts';
import type { Role } from '#domain/roles.ts';

/** The entries of a selection by which each act is told. An act without its own entry has none. */
const entriesOf: Readonly<Record<ActName, readonly string[]>> = {
  'selection.draft': ['selection.opened/1'],
  'criteria.draft': ['criteria.drafted/1'],
  'criteria.seal': ['criteria.sealed/1'],
  'criteria.countersign': ['criteria.countersigned/1'],
  'selection.open': [],
  'nomination.file': ['nomination.filed/1'],
  'pool.complete': ['pool.completed/1'],
  'data.confirm': ['data.confirmed/1', 'data.confirmed/2'],
  'correction.request': ['correction.requested/1'],
  'correction.answer': ['correction.answered/1'],
  'gate.verify': ['gate.verified/1'],
  'assessor.assign': ['assessor.assigned/1', 'assessor.replaced/1'],
  'sheet.submit': ['sheet.submitted/1'],
  'sheet.finalise': ['sheet.finalised/1'],
  'seat.appoint': ['seat.appointed/1'],
  'seat.replace': ['seat.replaced/1'],
  'interest.declare': ['interest.declared/1', 'seat.recused/1'],
  'interest.step-back': ['seat.recused/1'],
  'interest.uphold': ['seat.recused/1'],
  'presence.record': ['presence.recorded/1'],
  'presence.record-other': ['presence.recorded/1'],
  'motion.put': ['motion.put/1'],
  'ballot.cast': ['ballot.cast/1'],
  'choice.make': ['choice.made/1'],
  'choice.approve': ['choice.approved/1', 'choice.declined/1'],
  'concurrence.request': ['concurrence.requested/1'],
  'concurrence.reply': ['concurrence.replied/1'],
  'concurrence.certify-lapse': ['concurrence.lapsed/1'],
  'decree.issue': ['decree.issued/1'],
  'placement.inaugurate': ['placement.inaugurated/1'],
  'reminder.send': ['reminder.sent/1'],
  'candidate.withdraw': ['candidacy.withdrawn/1'],
  'stage.extend': ['deadline.moved/1'],
  'stage.pause': ['stage.paused/1'],
  'stage.resume': ['stage.resumed/1', 'stage.resumed/2'],
  'stage.recalculate-deadlines': ['deadline.moved/1'],
  'stage.reopen': ['stage.reopened/1'],
  'selection.move-policy': ['selection.policy-moved/1'],
  'committee.adjourn': ['session.adjourned/1'],
  'selection.cancel': ['selection.cancelled/1'],
  'placement.revoke': ['placement.revoked/1'],
};

/** Those of a map. */
const entriesOfMaps: readonly (readonly [type: string, roles: readonly Role[]])[] = [
  ['mapping.begun/1', mapRoles.begin],
  ['mapping.abandoned/1', mapRoles.abandon],
  ['move.proposed/1', mapRoles.propose],
  ['publication.proposed/1', mapRoles.propose],
  ['resolution.voted/1', mapRoles.vote],
];

/** By type of entry the roles of which whoever acts holds one: those of the acts that it tells, each once. */
export const officeActs: ReadonlyMap<string, readonly Role[]> = listOffices();

function listOffices(): Map<string, readonly Role[]> {
  const offices = new Map(entriesOfMaps);
  for (const [act, types] of Object.entries(entriesOf) as [ActName, readonly string[]][]) {
    const roles = actRules[act].ways.flatMap((way) => way.roles);
    for (const type of types) offices.set(type, [...new Set([...(offices.get(type) ?? []), ...roles])]);
  }
  return offices;
}
