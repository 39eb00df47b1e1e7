import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scoreParts } from '#domain/score-table.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';

test('potential from fewer aspects than the table has is refused, not averaged', () => {
  const pack = policyPackSchema.parse(JSON.parse(readFileSync('policies/asn/pack.json', 'utf8')));
  const rule = pack.indicators.find(({ code }) => code === 'P');
  if (rule === undefined) throw new Error('the pack has no potential');
  expect(scoreParts(rule, ['4', '4'])).toMatchObject({ reason: 'aspect.count' });
});
