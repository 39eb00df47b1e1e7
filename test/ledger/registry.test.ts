import { describe, expect, test } from 'vitest';
import { entryTypes, mayStandOn, refuseFields } from '#ledger/registry.ts';
import type { EntryType } from '#ledger/types.ts';

const types = Object.entries(entryTypes as Readonly<Record<string, EntryType>>).sort(([one], [other]) =>
  one < other ? -1 : 1,
);
const digest = '0'.repeat(64);
const uuid = '00000000-0000-4000-8000-000000000000';

describe('the table of types', () => {
  test('is the one that was released: a change of fields is a new version', async () => {
    const spell = (fields: object): string =>
      Object.entries(fields)
        .sort()
        .map(([field, form]) => `${field}:${String(form)}`)
        .join(' ');
    const lines = types.map(
      ([type, { stream, open, committed }]) =>
        `${type} on ${[stream].flat().join(' ')} | ${spell(open)} | ${spell(committed)}`,
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./entry-types.txt');
  });

  test.each(types)('%s has a name and fields that an envelope can carry', (type, { open, committed }) => {
    expect(type).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\/[1-9][0-9]{0,3}$/);
    const fields = [...Object.keys(open), ...Object.keys(committed)];
    expect(fields.filter((field) => !/^[a-z][A-Za-z0-9]{0,63}$/.test(field))).toEqual([]);
    expect(new Set(fields).size, 'a field is open or committed, never both').toBe(fields.length);
  });
});

interface FieldCase {
  readonly title: string;
  readonly code: string | undefined;
  readonly type: string;
  readonly open: object;
}

describe('fields', () => {
  test.each<FieldCase>([
    { title: 'of an unknown type', code: 'type.unknown', type: 'log.burnt/1', open: {} },
    { title: 'of a name that every object has', code: 'type.unknown', type: 'constructor', open: {} },
    { title: 'with one missing', code: 'type.fields', type: 'schema.attested/1', open: {} },
    { title: 'with one too many', code: 'type.fields', type: 'schema.attested/1', open: { digest, more: 1 } },
    { title: 'with another name', code: 'type.fields', type: 'schema.attested/1', open: { toString: digest } },
    { title: 'of another form', code: 'type.value', type: 'schema.attested/1', open: { digest: 'x' } },
    { title: 'that are right', code: undefined, type: 'schema.attested/1', open: { digest } },
    {
      title: 'with a count below zero',
      code: 'type.value',
      type: 'key.announced/1',
      open: { firstSize: -1, key: digest },
    },
    {
      title: 'of two forms that are right',
      code: undefined,
      type: 'key.announced/1',
      open: { firstSize: 0, key: digest },
    },
    { title: 'with a uuid that is right', code: undefined, type: 'entry.conflicted/1', open: { entry: uuid } },
  ])('$title: $code', ({ code, type, open }) => {
    expect(refuseFields(type, { ...open }, {})).toBe(code);
  });

  test('none may be committed that the type leaves open', () => {
    expect(refuseFields('schema.attested/1', { digest }, { more: digest })).toBe('type.fields');
  });

  test('a type stands only on its kind of stream', () => {
    expect([mayStandOn('log.opened/1', 'system'), mayStandOn('log.opened/1', `selection/${uuid}`)]).toEqual([
      true,
      false,
    ]);
    expect(mayStandOn('log.burnt/1', 'system')).toBe(false);
  });
});
