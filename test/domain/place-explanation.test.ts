import { expect, test } from 'vitest';
import { explainPlace } from '#domain/place-explanation.ts';
import { record, today } from '#test/support/merit.ts';
import { pack } from './vectors/reader.ts';

const context = { asOf: today, targetLevel: null, fieldsOfStudy: ['administrasi publik'] };
const place = { performance: '83', potential: '85', talentValue: '84', box: 8 };
const explained = (changes: Partial<Parameters<typeof explainPlace>[0]> = {}) =>
  explainPlace({ ...place, ...changes }, { record: record(), pack, context });

test('a place is told as it was recorded, each axis with its own rule', () => {
  const { performance, potential } = pack.axes;
  expect(explained()).toMatchObject({
    performance: { value: '83', label: performance.label, thresholds: performance.thresholds },
    potential: { value: '85', label: potential.label, citation: potential.citation },
    talentValue: '84',
    boxCitation: pack.boxes.citation,
  });
  expect(explained().indicators.map(({ code }) => code)).toEqual(pack.indicators.map(({ code }) => code));
});

test('a box is told with what the policy says of that box; whoever has none is in no box', () => {
  expect(explained().box).toEqual(pack.boxes.meanings.find(({ box }) => box === 8));
  expect(explained({ box: null }).box).toBeNull();
  expect(explained({ box: 12 }).box).toBeNull();
});
