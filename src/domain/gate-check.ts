import type { Merit } from './merit.ts';
import type { PersonRecord, PostLevel, Stated } from './person-record.ts';
import type { PolicyPack } from './policy-pack.ts';

export type GateVerdict = 'PASS' | 'FAIL' | 'UNKNOWN';

/** The post to be filled and what the case knows about it. */
export interface GateTarget {
  readonly level: PostLevel;
  /** SIASN eselon id of the post. */
  readonly eselon: string | null;
  readonly fieldsOfStudy: readonly string[] | null;
  /** Planned day of appointment: age, service and tenure are taken on it, never today. */
  readonly plannedOn: string | null;
  readonly vacantFrom: string | null;
  /** Blocked by the supervising agency; null is not checked. */
  readonly frozen: boolean | null;
  /** Declarations of interest about this candidate; null before the committee sits. */
  readonly declarations: { readonly required: number; readonly made: number; readonly unresolved: number } | null;
  /** The election window of the authority; `none` where it is no elected head, null where nobody looked. */
  readonly election: ElectionWindow | 'none' | null;
}

export interface ElectionWindow {
  /** Day on which the candidates are determined. */
  readonly determinedOn: string;
  readonly termEndsOn: string;
  /** Day of the written consent to act inside the window. */
  readonly consentOn: string | null;
}

export interface GateAsk {
  readonly record: PersonRecord;
  readonly target: GateTarget;
  readonly pack: PolicyPack;
  /** The day on which eligibility is decided. */
  readonly on: string;
  readonly merit: Merit;
}

/** What one gate finds before its rule and citation are put beside it. */
export interface GateCheck {
  readonly result: GateVerdict;
  readonly value: string | null;
  readonly source: string;
  readonly missing: readonly string[];
  readonly reason: string | null;
}

export function decided(passes: boolean, seen: { value: string; source: string }): GateCheck {
  return { result: passes ? 'PASS' : 'FAIL', ...seen, missing: [], reason: null };
}

export function undecided(
  missing: string,
  open: { source: string; reason?: string | null; value?: string },
): GateCheck {
  return {
    result: 'UNKNOWN',
    value: open.value ?? null,
    source: open.source,
    missing: [missing],
    reason: open.reason ?? null,
  };
}

/** Judges one stated fact; absent or in conflict it stays undecided under the source's own field name. */
export function judge<Value>(
  stated: Stated<Value>,
  missing: string,
  judgement: (value: Value) => { passes: boolean; value: string } | undefined,
): GateCheck {
  const { source, conflict } = stated;
  if (stated.value === null) return undecided(missing, { source, reason: conflict });
  const judged = judgement(stated.value);
  return judged === undefined
    ? undecided(missing, { source })
    : decided(judged.passes, { value: judged.value, source });
}
