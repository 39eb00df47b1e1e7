import { type Draw, mutated, pick } from './mutation.ts';

// DER as trees, so that a test can change one value and keep the lengths around it right.

export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthBytes(body.length), body]);
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 + bytes.length), bytes]);
}

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, ...[first * 40 + second, ...rest].map(arcBytes));
}

function arcBytes(arc: number): Buffer {
  const bytes = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift(0x80 + (left % 128));
  return Buffer.from(bytes);
}

interface Value {
  readonly tag: number;
  readonly body: Buffer;
  readonly parts: readonly Value[];
}

const isConstructed = (tag: number): boolean => (tag & 0x20) !== 0;

/** The values of sound DER. */
function valuesOf(bytes: Buffer): Value[] {
  const values: Value[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0;
    const short = bytes[at + 1] ?? 0;
    const count = short < 0x80 ? 0 : short - 0x80;
    const start = at + 2 + count;
    const end = start + (count === 0 ? short : bytes.readUIntBE(at + 2, count));
    const body = bytes.subarray(start, end);
    values.push({ tag, body, parts: isConstructed(tag) ? valuesOf(body) : [] });
    at = end;
  }
  return values;
}

function flatten(values: readonly Value[]): Value[] {
  return values.flatMap((value) => [value, ...flatten(value.parts)]);
}

const bodies = [
  ...['', '00', '01', '02', 'ff', '0001', '8001', '00ff', '7fffffff'].map((hex) => Buffer.from(hex, 'hex')),
  ...['260325080300Z', '991231235959Z', '491231235959Z', '260230000000Z', '2603250803Z', '260325080300+0000'],
  ...['20260325080300Z', '20260325080300.25Z', '20260325080300.250Z', '20260325080300.1234567Z', '20260325240000Z'],
  ...['19691231235959.5Z', '00000101000000Z', '99991231235959.999999Z', '22560101000000.000001Z', '20240229235960Z'],
].map((body) => Buffer.from(body));

/** Sound DER with one value left out, doubled, of another tag, or with other contents. */
export function mutatedDer(bytes: Uint8Array, draw: Draw): Uint8Array {
  const values = valuesOf(Buffer.from(bytes));
  const all = flatten(values);
  const [first] = all;
  if (first === undefined || draw(10) === 0) return mutated(bytes, draw);
  const meant = pick(draw, [first, ...all]);
  const other = pick(draw, [first, ...all]);
  const put = changeOf(meant, other, draw);
  const write = (value: Value): Buffer => {
    if (value === meant) return put;
    return der(value.tag, ...(isConstructed(value.tag) ? value.parts.map(write) : [value.body]));
  };
  return Buffer.concat(values.map(write));
}

function changeOf({ tag, body }: Value, other: Value, draw: Draw): Buffer {
  const same = der(tag, body);
  const at = draw(body.length);
  switch (draw(9)) {
    case 0:
      return Buffer.alloc(0);
    case 1:
      return Buffer.concat([same, same]);
    case 2:
      return der(tag ^ (1 << draw(8)), body);
    case 3:
      return der(tag, other.body);
    case 4:
      return der(other.tag, other.body);
    case 5:
      return Buffer.concat([Buffer.of(tag, 0x82, body.length >> 8, body.length & 0xff), body]);
    case 6:
      return der(tag, body.subarray(0, at), Buffer.of((body[at] ?? 0) ^ (1 << draw(8))), body.subarray(at + 1));
    default:
      return der(tag, pick(draw, [Buffer.of(5), ...bodies]));
  }
}
