/** Seeded chance, the same on every machine (mulberry32): an integer from 0 below the bound. */
export type Draw = (bound: number) => number;

export function drawer(seed: number): Draw {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

export function pick<T>(draw: Draw, from: readonly [T, ...T[]]): T {
  return from[draw(from.length)] ?? from[0];
}

/** Pieces at which readers of formats differ. */
const pieces = [
  ...[
    '',
    ' ',
    '\n',
    '\n\n',
    '\r',
    '\t',
    '\0',
    '\x7f',
    '\x85',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\ud83d\ude00',
    '\ufdd0',
    'e\u0301',
  ],
  ...[
    '"',
    '\\',
    '\\u0000',
    '\\u001f',
    '\\u001F',
    '\\n',
    '\\u000a',
    '\\/',
    '\\ud800',
    '\\udc00',
    '\\ud83f\\udffe',
    '\\u00e9',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '[[[[[[[[[',
    '{"a":',
    '"a":1,',
    '"":0,',
    '"v":1',
    '"v":true',
    'null',
    'true',
    'nul',
  ],
  ...[
    '0',
    '-0',
    '01',
    '1.0',
    '1e3',
    '-',
    '9007199254740991',
    '9007199254740992',
    '99999999999999999999',
    '0000000000000000',
  ],
  ...[
    '=',
    '==',
    'A',
    'AA==',
    'AB==',
    '+',
    '/',
    '_',
    '-1',
    'none',
    'quorum none\n',
    'group g any w0\n',
    'log ',
    'witness ',
  ],
  ...[
    'extra AA==\n',
    'index 0\n',
    'a'.repeat(64),
    'A'.repeat(44),
    '— x AAAAAAAA\n',
    'epoch ',
    '.',
    '..',
    'system/x',
    '__proto__',
  ],
] as const;

/** The bytes with a few places flipped, cut, doubled, or with a piece put in. */
export function mutated(bytes: Uint8Array, draw: Draw): Uint8Array {
  let text = Buffer.from(bytes);
  for (let round = draw(3); round >= 0; round -= 1) text = mutatedOnce(text, draw);
  return text;
}

function mutatedOnce(bytes: Buffer, draw: Draw): Buffer<ArrayBuffer> {
  const at = draw(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const length = 1 + draw(pick(draw, [1, 4, 40]));
  switch (draw(8)) {
    case 0:
      return Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ (1 << draw(8))]), after.subarray(1)]);
    case 1:
      return Buffer.concat([before, after.subarray(length)]);
    case 2:
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 3:
      return Buffer.concat([before, Buffer.from(pick(draw, pieces)), after.subarray(draw(3))]);
    case 4: {
      const from = draw(bytes.length + 1);
      return Buffer.concat([before, bytes.subarray(from, from + length), after.subarray(length)]);
    }
    case 5:
      return Buffer.concat([before, Buffer.from([draw(256)]), after]);
    default:
      return Buffer.from(withLineMoved(bytes.toString('latin1').split('\n'), draw).join('\n'), 'latin1');
  }
}

/** A line left out, put in another place, or doubled. */
function withLineMoved(lines: readonly string[], draw: Draw): string[] {
  const [from, to] = [draw(lines.length), draw(lines.length)];
  const line = lines[from] ?? '';
  const others = draw(2) === 0 ? [...lines] : lines.filter((_, index) => index !== from);
  if (draw(3) > 0) others.splice(to, 0, line);
  return others;
}
