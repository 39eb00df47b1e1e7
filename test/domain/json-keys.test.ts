import { describe, expect, test } from 'vitest';
import { repeatedName, scanJson } from '#domain/json-keys.ts';

const pathsIn = (text: string) => scanJson(text).repeated.map(({ path }) => path.join('.'));

describe('a name that an object of JSON repeats', () => {
  test.each([
    ['{}', []],
    ['{"a":1,"b":2}', []],
    ['{"a":1,"a":2}', ['a']],
    ['{"a":1,"a":2,"a":3}', ['a', 'a']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a":{"a":1},"b":{"a":2}}', []],
    ['{"a":{"b":1,"b":2}}', ['a.b']],
    ['{"a":{"b":1},"c":{"d":1,"d":2},"a":0}', ['c.d', 'a']],
    ['{"a":["b","b","a"],"b":"a"}', []],
    ['["a","a"]', []],
    ['[{"a":1},{"a":1}]', []],
    ['[{"a":1},{"a":1,"a":2}]', ['1.a']],
    ['[[0,1],[0,{"x":1,"x":2}],{"y":[],"y":[]}]', ['1.1.x', '2.y']],
    ['{"list":[1,[2,3],{"k":0,"k":0}],"k":{"k":1,"k":2}}', ['list.2.k', 'k.k']],
    ['{"a:b,{":"}{","a:b,{":1}', ['a:b,{']],
    ['{"a\\"b":1,"a\\"b":2}', ['a"b']],
  ])('is found where it stands: %s', (text, paths) => {
    expect(pathsIn(text)).toEqual(paths);
  });
});

test.each([
  ['1', 0],
  ['{}', 1],
  ['[[],[[]]]', 3],
  ['{"a":[{"b":{}}],"c":[]}', 4],
  ['"[[["', 0],
  ['[],[],[]', 1],
])('nesting is as deep as what stands open at once: %s', (text, depth) => {
  expect(scanJson(text).depth).toBe(depth);
});

describe('a text of JSON', () => {
  test.each([
    ['{"a": 1, "b": {"a": 2}}', []],
    ['{"a": 1, "a": 2}', [{ key: 'a', path: ['a'] }]],
    ['{"x": [0, {"b": ",", "\\u0062": 1}]}', [{ key: 'b', path: ['x', 1, 'b'] }]],
    ['["a", "a", {"k": "k"}, {"k": ":"}]', []],
    ['{"a": {"c": 1}, "b": {"c": 1}, "a": 3}', [{ key: 'a', path: ['a'] }]],
    ['{"a": "{\\"a\\": 1, \\"a\\": 2}"}', []],
  ] as const)('%s repeats %j', (text, repeated) => {
    expect(scanJson(text).repeated).toEqual(repeated);
  });

  test('is as deep as its innermost list or object', () => {
    expect([scanJson('1').depth, scanJson('{"a": [[]]}').depth, scanJson('['.repeat(500)).depth]).toEqual([0, 3, 500]);
  });
});

test.each<[string | undefined, string]>([
  ['a', '{"a": 1, "a": 2}'],
  ['a', '{"a" \n: 1, "\\u0061"\t: 2}'],
  ['a\\', '{"a\\\\": 1, "a\\\\": 2}'],
  ['b', '[{"a": "10:30"}, {"b": {}, "c": [], "b": []}]'],
  [undefined, '{"a": "10:30", "b": "\\": \\\\", "c": ["\\":"]}'],
  [undefined, '{"a\\\\": 1, "a": {"a": ":"}, "__proto__": null}'],
  [undefined, '":"'],
])('the repeated name %s is found by counting: %s', (name, text) => {
  expect(repeatedName(text, JSON.parse(text))).toBe(name);
});
