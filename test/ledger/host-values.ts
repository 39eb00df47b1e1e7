/** The values of this language that the vectors name in words. */
export const hostValues: ReadonlyMap<string, () => unknown> = new Map<string, () => unknown>([
  ['undefined', () => undefined],
  ['{a: undefined}', () => ({ a: undefined })],
  // biome-ignore format: the hole is the point.
  ['[1,,3]', () => Object.assign([], { 0: 1, 2: 3, length: 3 })],
  ['NaN', () => Number.NaN],
  ['Infinity', () => Number.POSITIVE_INFINITY],
  ['-0', () => -0],
  ['10n', () => 10n],
  ['new Date(0)', () => new Date(0)],
  ['new Map([[1,2]])', () => new Map([[1, 2]])],
  ['new Set([1])', () => new Set([1])],
  ['new Uint8Array([1,2])', () => Uint8Array.of(1, 2)],
  ['{[Symbol()]: 1}', () => ({ [Symbol('name')]: 1 })],
  ['() => 1', () => () => 1],
  ['new String("a")', (): unknown => Object('a')],
  [
    '{get a() { return 1 }}',
    () => ({
      get a() {
        return 1;
      },
    }),
  ],
  [
    '{toJSON() { return 7 }}',
    () => ({
      toJSON() {
        return 7;
      },
    }),
  ],
  [
    'new (class A { a = 1 })()',
    () =>
      new (class A {
        a = 1;
      })(),
  ],
  [
    'a = {}; a.a = a',
    () => {
      const a: { a?: unknown } = {};
      a.a = a;
      return a;
    },
  ],
  ['Object.assign([1], {x: 2})', () => Object.assign([1], { x: 2 })],
]);
