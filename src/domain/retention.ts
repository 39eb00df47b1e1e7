import type { Citation, Words } from './citation.ts';

/** What a clock runs for. `candidacy`: a candidate who was not placed; `placement`: one who was; `office`: who sat or assessed. */
export type RetainedAs = 'candidacy' | 'placement' | 'office';

export interface RetentionClock {
  readonly retains: RetainedAs;
  /** Full years after the selection has ended. */
  readonly years: number;
  readonly words: Words;
  readonly citation: Citation;
}

export interface LegalBasis {
  readonly code: string;
  readonly words: Words;
  readonly citation: Citation;
  /** Whether it permits an erasure before the clocks have ended. */
  readonly permitsEarly: boolean;
}

export interface HoldGround {
  readonly code: string;
  readonly words: Words;
  readonly citation: Citation;
}

/** How long an agency keeps personal data, on which grounds it erases, and on which a hold stops that. Published data, named by digest. */
export interface RetentionRules {
  readonly id: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly clocks: readonly RetentionClock[];
  readonly bases: readonly LegalBasis[];
  readonly holds: readonly HoldGround[];
}

/** One selection in which the person has a part. */
export interface RetainedPart {
  readonly selectionId: string;
  readonly part: RetainedAs;
  /** Instant; null while it has not ended. */
  readonly endedAt: string | null;
}

/** When the last of the clocks ends (instant); null where none runs. A part that no clock names is not retained. */
export function retainedUntil(parts: readonly RetainedPart[], { clocks }: RetentionRules): string | null {
  const ends = parts.flatMap(({ part, endedAt }) => {
    const clock = clocks.find(({ retains }) => retains === part);
    return clock === undefined || endedAt === null ? [] : [addYears(endedAt, clock.years)];
  });
  return ends.reduce<string | null>((latest, end) => (latest === null || end > latest ? end : latest), null);
}

/** The same day and time some years on; 29 February becomes 1 March, so that no clock ends early. */
function addYears(instant: string, years: number): string {
  const year = String(Number(instant.slice(0, 4)) + years);
  const rest = instant.slice(4);
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return rest.startsWith('-02-29') && !isLeap ? `${year}-03-01${rest.slice(6)}` : `${year}${rest}`;
}
