import { describe, expect, test } from 'vitest';
import { formFits } from '#ledger/forms.ts';
import type { OpenForm } from '#ledger/types.ts';

const uuid = '00000000-0000-4000-8000-000000000000';

describe('a value in clear', () => {
  test.each<[OpenForm, unknown]>([
    ['digest', 'a'.repeat(64)],
    ['uuid', uuid],
    ['uuid?', null],
    ['uuid?', uuid],
    ['uuid[]', []],
    ['uuid[]', [uuid, uuid]],
    ['code', 'jpt-pratama.2'],
    ['count', 0],
    ['instant', '2024-02-29T23:59:59.999999Z'],
    ['stage', 'committee-review'],
    ['decimal', '-82.4000'],
  ])('of the form %s may be %j', (form, value) => {
    expect(formFits(form, value)).toBe(true);
  });

  test.each<[OpenForm, unknown]>([
    ['digest', 'A'.repeat(64)],
    ['uuid', uuid.toUpperCase().replace('0', 'A')],
    ['uuid', null],
    ['uuid[]', uuid],
    ['uuid[]', [null]],
    ['uuid?', undefined],
    ['code', 'Dinas Pendidikan'],
    ['count', 1.5],
    ['count', '1'],
    ['instant', '2026-02-29T00:00:00.000000Z'],
    ['instant', '2026-01-01T00:00:60.000000Z'],
    ['instant', '2026-01-01T24:00:00.000000Z'],
    ['stage', 'Stage 1'],
    ['decimal', '1e3'],
    ['decimal', '01'],
    ['decimal', '1'.repeat(65)],
  ])('of the form %s may not be %j', (form, value) => {
    expect(formFits(form, value)).toBe(false);
  });
});
