import { expect } from 'vitest';
import { disciplineOn, sanctionTypes } from '#domain/discipline.ts';
import { writeExact } from '#domain/exact.ts';
import type { Sanction } from '#domain/person-record.ts';
import { scoreValue } from '#domain/score-table.ts';
import type { Subject } from './reader.ts';
import { ruleOf } from './rules.ts';

interface SanctionJson {
  readonly level: Sanction['level'];
  readonly start: string | null;
  readonly end: string | null;
  readonly instant?: boolean;
  readonly revoked?: boolean;
  readonly masaMonths?: number;
  readonly process?: boolean;
}

interface Expected {
  readonly status: string;
  readonly I?: string;
  readonly gate: string;
  readonly missing?: readonly string[];
}

interface DisciplineCase {
  readonly input: { readonly sanctions: readonly SanctionJson[] | null; readonly asOf: string };
  readonly expected: Expected;
  readonly expectedActiveOnly?: Expected;
}

function toSanction(json: SanctionJson, index: number): Sanction {
  return {
    level: json.level,
    startedOn: json.start,
    endedOn: json.end,
    months: json.masaMonths ?? null,
    instant: json.instant ?? false,
    revoked: json.revoked ?? false,
    inProcess: json.process ?? false,
    source: `sanction ${index + 1}`,
    conflict: null,
  };
}

function expectRecord({ input }: DisciplineCase, expected: Expected, windowMonths: number): void {
  const rows = input.sanctions?.map(toSanction) ?? null;
  const found = disciplineOn(rows, input.asOf, { windowMonths, gateLevels: ['sedang', 'berat'] });
  const score = scoreValue(ruleOf('I'), found.word);
  const { status, I = null, gate, missing = [] } = expected;
  expect(found.gate).toBe(gate);
  expect(score.status).toBe(status);
  expect(score.status === 'KNOWN' ? writeExact(score.score) : null).toBe(I);
  expect(score.status === 'UNKNOWN' ? score.missing : []).toEqual(missing);
}

export const disciplineSubject: Subject = {
  cases: (one: DisciplineCase, file: { rule?: { windowMonths?: number } }) => {
    expectRecord(one, one.expected, file.rule?.windowMonths ?? 60);
    if (one.expectedActiveOnly !== undefined) expectRecord(one, one.expectedActiveOnly, 0);
  },
  siasnCodes: ({ input, expected }: { input: { jenisHukuman: string }; expected: Record<string, unknown> }) => {
    expect(sanctionTypes[input.jenisHukuman]).toEqual(expected);
  },
};
