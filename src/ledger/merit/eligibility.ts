import { type AcceptedCorrection, correctRecord, judgeEligibility, type Verification } from '#domain/eligibility.ts';
import { localDayOf } from '#domain/working-days.ts';
import type { MeritEntry } from '../examination.ts';
import { type CaseFile, digestOf, isSame, isType, object, textOf } from './case-file.ts';
import { isChange } from './content-forms.ts';
import { isPersonRecord } from './record-form.ts';

/** Judges every candidate again, from the frozen record and what people verified, by the gates of the policy in force. */
export function checkEligibility(file: CaseFile): void {
  const records = new Map<string, MeritEntry>();
  const verified = new Map<string, Verification[]>();
  const corrected = new Map<string, AcceptedCorrection[]>();
  for (const entry of file.entries) {
    const candidate = textOf(entry, 'candidate');
    if (isType(entry, 'gate.verified/1')) {
      const others = (verified.get(candidate) ?? []).filter(({ gate }) => gate !== textOf(entry, 'gate'));
      verified.set(candidate, [
        ...others,
        { gate: textOf(entry, 'gate'), result: textOf(entry, 'result') === 'pass' ? 'pass' : 'fail' },
      ]);
    }
    if (isType(entry, 'correction.answered/1')) noteCorrection(entry, corrected);
    if (isType(entry, 'snapshot.frozen/1', 'snapshot.frozen/2')) {
      records.set(candidate, entry);
      checkSnapshot(file, entry, corrected.get(candidate) ?? []);
    }
    if (isType(entry, 'gates.evaluated/1')) {
      checkGates(file, entry, { frozen: records.get(candidate), verifications: verified.get(candidate) ?? [] });
    }
  }
}

function noteCorrection(entry: MeritEntry, corrected: Map<string, AcceptedCorrection[]>): void {
  const change = entry.openings.get('change');
  if (textOf(entry, 'answer') !== 'accepted' || !isChange(change)) return;
  const candidate = textOf(entry, 'candidate');
  const accepted = { correction: textOf(entry, 'correction'), ...change };
  corrected.set(candidate, [...(corrected.get(candidate) ?? []), accepted]);
}

/** The bytes are those whose digest stands open, where it does, and hold what was accepted. */
function checkSnapshot(file: CaseFile, entry: MeritEntry, accepted: readonly AcceptedCorrection[]): void {
  const record = entry.openings.get('record');
  const digest = digestOf(entry, 'record');
  if (digest === undefined) return;
  if (isType(entry, 'snapshot.frozen/1') && digest !== textOf(entry, 'digest'))
    object(file, entry, { code: 'merit.snapshot', expected: textOf(entry, 'digest'), found: digest });
  if (!isPersonRecord(record)) object(file, entry, { code: 'merit.snapshot', expected: 'a record' });
  else if (!isSame(correctRecord(record, accepted), record))
    object(file, entry, { code: 'merit.snapshot', expected: 'the accepted corrections' });
}

interface Judged {
  readonly frozen: MeritEntry | undefined;
  readonly verifications: readonly Verification[];
}

function checkGates(file: CaseFile, entry: MeritEntry, { frozen, verifications }: Judged): void {
  const { pack, criteria } = file;
  if (frozen === undefined)
    return object(file, entry, { code: 'merit.snapshot', expected: 'a frozen record before it' });
  const record = frozen.openings.get('record');
  const [gates, placement] = [entry.openings.get('gates'), entry.openings.get('placement')];
  // What is not disclosed cannot be judged again.
  if (gates === undefined || placement === undefined) return;
  if (pack === undefined || criteria === undefined || !isPersonRecord(record)) return;
  const on = localDayOf(entry.envelope.at, criteria.zone);
  const derived = judgeEligibility({ record, target: criteria.target, pack, on, verifications });
  if (derived.outcome !== textOf(entry, 'outcome')) {
    object(file, entry, { code: 'merit.gates', expected: derived.outcome, found: textOf(entry, 'outcome') });
  } else if (!isSame(derived.gates, gates) || !isSame(derived.merit, placement)) {
    object(file, entry, { code: 'merit.gates', expected: 'the gates and the merit that follow from the record' });
  }
}
