import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readiness } from '#domain/readiness.ts';
import { anyRule, anyVote, due, now, stageIn } from './committee-builders.ts';

const never = '2036-01-01T00:00:00.000000Z';
const cast = (...seats: readonly number[]) => seats.map((seat) => ({ seat, abstains: false }));

describe('for any committee, at any time', () => {
  const anyTime = fc.constantFrom(now, due, never);
  const anyAct = fc.record({ at: anyTime, seat: fc.integer({ min: 1, max: 11 }) });

  test('silence is never ready: without a ballot, a declaration or a presence nothing collective ends', () => {
    fc.assert(
      fc.property(anyRule, anyVote, anyTime, (rule, { seats, recused }, at) => {
        const facts = { rule, seats, recused, endsEarly: true };
        expect(readiness(stageIn('declaring'), { ...facts, step: 'declaring', declared: [] }, at).ready).toBe(false);
        const sitting = { ...facts, step: 'deliberating', present: [], hasMotion: true } as const;
        expect(readiness(stageIn('deliberating'), sitting, at).ready).toBe(false);
        expect(readiness(stageIn('voting'), { ...facts, step: 'voting', ballots: [] }, at).ready).toBe(false);
      }),
    );
  });

  test("nobody's single act ends a collective step", () => {
    fc.assert(
      fc.property(anyRule, anyVote, anyAct, (rule, { seats, recused }, { at, seat }) => {
        const facts = { rule, seats, recused, endsEarly: true };
        const voted = { ...facts, step: 'voting', ballots: cast(seat) } as const;
        const declared = { ...facts, step: 'declaring', declared: [seat] } as const;
        const sitting = { ...facts, step: 'deliberating', present: [seat], hasMotion: true } as const;
        expect(readiness(stageIn('voting'), voted, at).ready).toBe(false);
        expect(readiness(stageIn('declaring'), declared, at).ready).toBe(false);
        expect(readiness(stageIn('deliberating'), sitting, at).ready).toBe(false);
      }),
    );
  });

  test('an overdue committee is either ready or blocked with a cure: it never just waits', () => {
    fc.assert(
      fc.property(anyRule, anyVote, (rule, { seats, recused, ballots }) => {
        const facts = {
          rule,
          seats,
          recused,
          endsEarly: true,
          step: 'voting',
          ballots: cast(...ballots.map(({ seat }) => seat)),
        } as const;
        const { ready, blocked } = readiness(stageIn('voting'), facts, due);
        expect(ready || (blocked?.cure.length ?? 0) > 0).toBe(true);
      }),
    );
  });
});
