import type { MeritFinding as Placement } from '#domain/eligibility.ts';
import type { MeritEntry } from '../examination.ts';
import { isType, textOf } from './case-file.ts';
import { isPlacement } from './content-forms.ts';

export interface Standing {
  readonly outcome: string;
  /** Undefined where it is not disclosed. */
  readonly placement: Placement | undefined;
}

/** Who stands after the entries noted so far. */
export class Standings {
  readonly #standings = new Map<string, Standing>();
  readonly #before = new Map<string, Standing>();

  note(entry: MeritEntry): void {
    const candidate = textOf(entry, 'candidate');
    if (isType(entry, 'gates.evaluated/1')) {
      const placement: unknown = entry.openings.get('placement');
      const known = isPlacement(placement) ? placement : undefined;
      this.#standings.set(candidate, { outcome: textOf(entry, 'outcome'), placement: known });
    }
    if (isType(entry, 'nomination.filed/1'))
      this.#standings.set(candidate, { outcome: 'nominated', placement: undefined });
    if (isType(entry, 'candidacy.withdrawn/1')) this.#withdraw(candidate);
    const restored = this.#before.get(candidate);
    if (isType(entry, 'candidacy.restored/1') && restored !== undefined) this.#standings.set(candidate, restored);
  }

  #withdraw(candidate: string): void {
    const standing = this.#standings.get(candidate);
    if (standing !== undefined) this.#before.set(candidate, standing);
    this.#standings.set(candidate, { outcome: 'withdrawn', placement: undefined });
  }

  /** Every candidate there ever was. */
  get all(): readonly string[] {
    return [...this.#standings.keys()];
  }

  /** Those who have not withdrawn. */
  get standing(): readonly string[] {
    return this.all.filter((ref) => this.outcomeOf(ref) !== 'withdrawn');
  }

  get admitted(): readonly string[] {
    return this.all.filter((ref) => this.isAdmitted(ref));
  }

  isAdmitted(ref: string): boolean {
    return this.outcomeOf(ref) === 'admitted';
  }

  /** Undefined for who was never nominated. */
  outcomeOf(ref: string): string | undefined {
    return this.#standings.get(ref)?.outcome;
  }

  placementOf(ref: string): Placement | undefined {
    return this.#standings.get(ref)?.placement;
  }
}
