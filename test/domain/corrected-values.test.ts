import { describe, expect, test } from 'vitest';
import { expectedValue, readCorrectedValue } from '#domain/corrected-values.ts';
import { disputableFields } from '#domain/eligibility.ts';

describe('a corrected value', () => {
  test.each([
    ['kind', 'PNS', 'PNS'],
    ['bornOn', '1980-02-29', '1980-02-29'],
    ['status', '01', '01'],
    ['status', 'Aktif', '01'],
    ['rank', '42', '42'],
    ['rank', ' iv/b ', '42'],
    ['rankSince', '2024-04-01', '2024-04-01'],
    ['education', '45', '45'],
    ['education', 's-2', '45'],
    ['education', '12', '12'],
    ['fieldOfStudy', 'S-2 Administrasi Publik', 'S-2 Administrasi Publik'],
    ['feedback360', '87.5', '87.5'],
    ['feedback360', '100', '100'],
  ])('of %s, %s, is held as %s', (field, text, value) => {
    expect(readCorrectedValue(field, text)).toEqual({ value });
  });

  test.each([
    ['kind', 'honorer'],
    ['bornOn', '1981-02-29'],
    ['bornOn', '29-01-1981'],
    ['status', 'ada'],
    ['rank', 'toString'],
    ['rank', '99'],
    ['rankSince', '2024'],
    ['education', 'PhD'],
    ['feedback360', '100.5'],
    ['feedback360', '-1'],
    ['feedback360', 'Baik'],
  ])('of %s is not %s, and the refusal says what is expected', (field, text) => {
    expect(readCorrectedValue(field, text)).toMatchObject({
      code: 'correction.value-form',
      details: { field, expected: expectedValue(field) },
    });
  });

  test('says something, of a field that is known', () => {
    expect(readCorrectedValue('rank', ' ')).toMatchObject({ code: 'correction.value-missing' });
    expect(readCorrectedValue('rank', null)).toMatchObject({ code: 'correction.value-missing' });
    expect(readCorrectedValue('awards', 'x')).toMatchObject({ code: 'correction.field-unknown' });
    expect(expectedValue('awards')).toBe('');
    for (const field of disputableFields) expect(expectedValue(field)).not.toBe('');
    expect(expectedValue('education')).toContain('50 (S-3)');
  });
});
