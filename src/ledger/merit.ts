import type { MeritBundle, MeritCheck, MeritEntry, MeritFinding } from './examination.ts';
import { checkAssessment } from './merit/assessment.ts';
import { type CaseFile, digestOf, isType, object, openCase, textOf } from './merit/case-file.ts';
import { checkCommittee } from './merit/committee.ts';
import { checkCourse } from './merit/course.ts';
import { checkEligibility } from './merit/eligibility.ts';
import { checkPlacement } from './merit/placement.ts';
import { checkTerms } from './merit/terms.ts';

/**
 * Check 11: every decision of a selection derived again from its recorded facts, by the same rules. What is not disclosed is
 * not derived; verify.ts leaves the check out where nothing is.
 */
export const checkMerit: MeritCheck = (bundle) => {
  const findings: MeritFinding[] = [];
  for (const [selectionId, entries] of selectionsOf(bundle)) {
    const file = openCase(selectionId, entries, bundle);
    for (const check of [
      checkPolicy,
      checkSeal,
      checkCourse,
      checkTerms,
      checkEligibility,
      checkAssessment,
      checkCommittee,
      checkPlacement,
    ])
      check(file);
    findings.push(...file.findings);
  }
  return findings;
};

function selectionsOf({ entries }: MeritBundle): Map<string, MeritEntry[]> {
  const selections = new Map<string, MeritEntry[]>();
  for (const entry of entries) {
    const [kind, selectionId = ''] = entry.envelope.stream.split('/');
    if (kind !== 'selection') continue;
    const known = selections.get(selectionId);
    if (known === undefined) selections.set(selectionId, [entry]);
    else known.push(entry);
  }
  for (const stream of selections.values())
    stream.sort((one, other) => one.envelope.streamSeq - other.envelope.streamSeq);
  return selections;
}

/** One policy from the first entry to the last, and it is in the bundle. */
function checkPolicy(file: CaseFile): void {
  const pinned = file.entries.find(({ envelope }) => envelope.policy !== null);
  if (pinned === undefined) return;
  const digest = pinned.envelope.policy?.digest;
  if (file.pack === undefined)
    object(file, pinned, {
      code: 'merit.policy-digest',
      expected: digest ?? '',
      found: 'no policy pack of this digest',
    });
  for (const entry of file.entries) {
    const { policy } = entry.envelope;
    if (policy !== null && policy.digest !== digest)
      object(file, entry, { code: 'merit.policy-digest', expected: digest ?? '', found: policy.digest });
  }
}

/** Criteria are sealed by one person and countersigned by another before anybody is nominated. */
function checkSeal(file: CaseFile): void {
  const find = (type: string) => file.entries.find((entry) => isType(entry, type));
  const [sealed, countersigned] = [find('criteria.sealed/1'), find('criteria.countersigned/1')];
  const order = (entry: MeritEntry | undefined) => entry?.envelope.streamSeq ?? Number.POSITIVE_INFINITY;
  const first = file.entries.find((entry) => isType(entry, 'stage.opened/1', 'nomination.filed/1'));
  if (first !== undefined && !(order(sealed) < order(countersigned) && order(countersigned) < order(first))) {
    object(file, first, { code: 'merit.policy-order', expected: 'criteria sealed and countersigned before' });
  }
  if (sealed === undefined || countersigned === undefined) return;
  const isTwo = sealed.envelope.actor.ref !== countersigned.envelope.actor.ref;
  if (!isTwo || textOf(sealed, 'digest') !== textOf(countersigned, 'digest')) {
    object(file, countersigned, { code: 'merit.policy-order', expected: 'another person, the same content' });
  }
  for (const entry of file.entries) if (isType(entry, 'criteria.drafted/1')) checkContent(file, entry);
}

function checkContent(file: CaseFile, entry: MeritEntry): void {
  const content = entry.openings.get('content');
  if (content !== undefined && digestOf(content) !== textOf(entry, 'digest')) {
    object(file, entry, {
      code: 'merit.policy-order',
      expected: textOf(entry, 'digest'),
      found: digestOf(content) ?? 'no bytes',
    });
  }
}
