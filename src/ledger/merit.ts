import { mostPolicyMoves } from '#domain/commands.ts';
import type { MeritBundle, MeritCheck, MeritCode, MeritEntry, MeritFinding } from './examination.ts';
import { checkAssessment } from './merit/assessment.ts';
import {
  type CaseFile,
  digestOf,
  type Given,
  isSamePerson,
  isType,
  object,
  openCase,
  textOf,
  underEachPolicy,
} from './merit/case-file.ts';
import { checkCommittee } from './merit/committee.ts';
import { checkCourse } from './merit/course.ts';
import { checkDisclosure } from './merit/disclosure.ts';
import { checkEligibility } from './merit/eligibility.ts';
import { checkMap, wholeMap } from './merit/mapping.ts';
import { checkNomination } from './merit/nomination.ts';
import { checkOffices } from './merit/offices.ts';
import { checkPanel } from './merit/panel.ts';
import { checkActors } from './merit/personal-acts.ts';
import { checkPlacement } from './merit/placement.ts';
import { RuleShelf } from './merit/rule-shelf.ts';
import { checkSelection } from './merit/selection.ts';
import { checkTerms } from './merit/terms.ts';
import type { StreamKind } from './types.ts';

/** A subject with the code for values that its rules cannot even be asked about. */
type Subject = readonly [check: (file: CaseFile) => void, code: MeritCode];

/** What holds under every policy. The course comes first: all that follow ask it. */
const courseSubjects: readonly Subject[] = [
  [checkPolicy, 'merit.policy-digest'],
  [checkActors, 'merit.stage'],
  [checkOffices, 'merit.office'],
  [checkCourse, 'merit.stage'],
  [checkSelection, 'merit.stage'],
];

/** What a policy pack is needed for. */
const ruleSubjects: readonly Subject[] = [
  [checkTerms, 'merit.deadline'],
  [checkNomination, 'merit.snapshot'],
  [checkEligibility, 'merit.gates'],
  [checkPanel, 'merit.ranking'],
  [checkAssessment, 'merit.ranking'],
  [checkCommittee, 'merit.outcome'],
  [checkPlacement, 'merit.requirement'],
  [checkDisclosure, 'merit.stage'],
];

/**
 * Check 11: every decision of a selection, and every box of a map, derived again from its recorded facts, by the same rules. What is not disclosed is
 * not derived, and noted as `merit.undisclosed`.
 */
export const checkMerit: MeritCheck = (bundle) => {
  const findings: MeritFinding[] = [];
  const given = { shelf: shelfOf(bundle.rules), offices: bundle.offices };
  if (bundle.map !== undefined) return checkMap({ entries: bundle.entries, memory: bundle.map, ...given });
  for (const entries of streamsOf(bundle, 'mapping').values())
    findings.push(...checkMap({ entries, memory: wholeMap(entries), ...given }));
  for (const [selectionId, entries] of streamsOf(bundle, 'selection')) {
    findings.push(...judge(selectionId, entries, given));
  }
  return findings;
};

/** The course of a selection as a whole, and its decisions under each policy that it was pinned to. */
function judge(selectionId: string, entries: MeritEntry[], given: Given): readonly MeritFinding[] {
  entries.sort((one, other) => one.envelope.streamSeq - other.envelope.streamSeq);
  const file = openCase(selectionId, entries, given);
  for (const subject of courseSubjects) ask(file, subject);
  for (const part of underEachPolicy(file)) {
    ask(part, [checkSeal, 'merit.policy-order']);
    if (part.pack !== undefined) for (const subject of ruleSubjects) ask(part, subject);
  }
  return file.findings;
}

const shelves = new WeakMap<MeritBundle['rules'], RuleShelf>();

/** Rules that are handed over again, selection after selection, are read once. */
function shelfOf(rules: MeritBundle['rules']): RuleShelf {
  const known = shelves.get(rules);
  if (known !== undefined) return known;
  const shelf = new RuleShelf(rules);
  shelves.set(rules, shelf);
  return shelf;
}

/** The domain may throw on a value that has the right form and makes no sense: from a bundle that is a finding, never a crash. */
function ask(file: CaseFile, [check, code]: Subject): void {
  const [first] = file.own ?? file.entries;
  try {
    check(file);
  } catch {
    if (first !== undefined) object(file, first, { code, expected: 'values that the rules can be asked about' });
  }
}

/** Entries of the streams of a kind by their key. */
function streamsOf({ entries }: MeritBundle, wanted: StreamKind): Map<string, MeritEntry[]> {
  const streams = new Map<string, MeritEntry[]>();
  const start = `${wanted}/`;
  for (const entry of entries) {
    if (!entry.envelope.stream.startsWith(start)) continue;
    const key = entry.envelope.stream.slice(start.length);
    const known = streams.get(key);
    if (known === undefined) streams.set(key, [entry]);
    else known.push(entry);
  }
  return streams;
}

/** One policy from the first entry to the last, but where a command moved the selection to another; each is in the bundle. */
function checkPolicy(file: CaseFile): void {
  const pinned = file.entries.find(({ envelope }) => envelope.policy !== null);
  const [first] = file.entries.filter((entry) => !isType(entry, 'person.bound/1'));
  // Without a policy no rule would be asked at all.
  if (pinned === undefined && first !== undefined)
    object(file, first, { code: 'merit.policy-digest', expected: 'a policy', found: 'none' });
  if (pinned === undefined) return;
  let digest = pinned.envelope.policy?.digest;
  checkPack(file, pinned);
  let moves = 0;
  for (const entry of file.entries) {
    if (isType(entry, 'selection.policy-moved/1')) {
      moves += 1;
      if (moves > mostPolicyMoves)
        object(file, entry, { code: 'merit.policy-order', expected: `at most ${String(mostPolicyMoves)} moves` });
      checkMove(file, entry, digest);
      digest = entry.envelope.policy?.digest ?? digest;
      continue;
    }
    const { policy } = entry.envelope;
    const isBare = policy === null && !isType(entry, 'person.bound/1');
    if (isBare || (policy !== null && policy.digest !== digest))
      object(file, entry, { code: 'merit.policy-digest', expected: digest ?? '', found: policy?.digest ?? 'none' });
  }
}

function checkPack(file: CaseFile, entry: MeritEntry): void {
  const digest = entry.envelope.policy?.digest ?? '';
  if (file.shelf.findPack(digest) === undefined)
    object(file, entry, {
      code: 'merit.policy-digest',
      expected: digest,
      found: 'no policy pack of this digest',
    });
}

/** From the policy that was in force to another one, before anybody was nominated. */
function checkMove(file: CaseFile, entry: MeritEntry, from: string | undefined): void {
  const { policy, streamSeq } = entry.envelope;
  const found = textOf(entry, 'from');
  if (found !== from) object(file, entry, { code: 'merit.policy-digest', expected: from ?? '', found });
  if (policy === null || policy.digest === from)
    object(file, entry, { code: 'merit.policy-digest', expected: 'another policy', found: policy?.digest ?? 'none' });
  else checkPack(file, entry);
  const nominated = file.entries.find((one) => isType(one, 'nomination.filed/1'));
  if (nominated !== undefined && nominated.envelope.streamSeq < streamSeq)
    object(file, entry, { code: 'merit.policy-order', expected: 'nobody nominated before it' });
}

/** Criteria are sealed by one person and countersigned by another before anybody is nominated. */
function checkSeal(whole: CaseFile): void {
  const file = whole.own === undefined ? whole : { ...whole, entries: [...whole.own] };
  const find = (type: string) => file.entries.find((entry) => isType(entry, type));
  const [sealed, countersigned] = [find('criteria.sealed/1'), find('criteria.countersigned/1')];
  const order = (entry: MeritEntry | undefined) => entry?.envelope.streamSeq ?? Number.POSITIVE_INFINITY;
  const first = file.entries.find((entry) => isType(entry, 'stage.opened/1', 'nomination.filed/1'));
  if (first !== undefined && !(order(sealed) < order(countersigned) && order(countersigned) < order(first))) {
    object(file, first, { code: 'merit.policy-order', expected: 'criteria sealed and countersigned before' });
  }
  if (sealed === undefined || countersigned === undefined) return;
  checkNamed(file, countersigned);
  checkHands(file, { sealed, countersigned });
  for (const entry of file.entries) if (isType(entry, 'criteria.drafted/1')) checkContent(file, entry);
}

/** What was sealed names the policy that the selection is pinned to. */
function checkNamed(file: CaseFile, countersigned: MeritEntry): void {
  const [expected, found] = [countersigned.envelope.policy?.digest, file.criteria?.policy];
  if (expected !== undefined && found !== undefined && found !== expected)
    object(file, countersigned, { code: 'merit.policy-digest', expected, found });
}

function checkContent(file: CaseFile, entry: MeritEntry): void {
  const found = digestOf(entry, 'content');
  if (found !== undefined && found !== textOf(entry, 'digest'))
    object(file, entry, { code: 'merit.policy-order', expected: textOf(entry, 'digest'), found });
}

/** Four eyes: who countersigns has neither drafted nor sealed, and all three are about one content. */
function checkHands(
  file: CaseFile,
  { sealed, countersigned }: { sealed: MeritEntry; countersigned: MeritEntry },
): void {
  const drafts = file.entries.filter((entry) => isType(entry, 'criteria.drafted/1'));
  const drafted = drafts.at(-1);
  const isSealed = [sealed, countersigned].every((entry) => entry.envelope.actor.ref !== null);
  const isOwn = [drafted, sealed].some((entry) => entry !== undefined && isSamePerson(file, entry, countersigned));
  if (isOwn || !isSealed)
    object(file, countersigned, { code: 'merit.policy-order', expected: 'another person than drafted and sealed' });
  const digests = [drafted, sealed, countersigned].map((entry) => entry && textOf(entry, 'digest'));
  if (new Set(digests).size > 1)
    object(file, countersigned, {
      code: 'merit.policy-order',
      expected: 'one content, drafted, sealed, countersigned',
    });
  const late = drafts.filter(({ envelope }) => envelope.streamSeq > sealed.envelope.streamSeq);
  for (const entry of late) object(file, entry, { code: 'merit.policy-order', expected: 'no draft after the seal' });
}
