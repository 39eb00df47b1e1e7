import type { ConductedWorld } from './conducted.ts';
import type { KeptHistory } from './histories.ts';

/** What the acts of the test world say in words, beside names and numbers of its people. */
const words = [
  'Cukup jelas',
  'Sesuai pembahasan',
  'hanya dibaca manusia',
  'Perlu waktu',
  'S-1/BKN',
  'SK-1',
  'BA-1',
  'P-1',
];

/** Everything that a workflow was given, answered or wrote down: ids, words of closed sets, codes, digests and instants. */
const plain = /^([0-9a-f-]{36}|[a-z][a-z0-9.-]{0,63}|\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f-]{36}:[a-z-]+:[0-9a-f-]+)$/;

/** What in the histories could be personal data; empty when nothing is. */
export async function findPersonalData(
  { admin }: ConductedWorld,
  histories: readonly KeptHistory[],
): Promise<string[]> {
  const people = await admin.rows<{ name: string; nip: string }>('SELECT name, nip FROM people');
  const accounts = await admin.rows<{ display_name: string }>('SELECT display_name FROM accounts');
  const named = people.flatMap(({ name, nip }) => [name, nip]);
  const suspects = [...words, ...named, ...accounts.map(({ display_name }) => `"${display_name}"`)];
  return histories.flatMap(({ workflowId, history }) => {
    const payloads = payloadsIn(history);
    const texts = [JSON.stringify(history), ...payloads];
    const found = suspects.filter((suspect) => texts.some((text) => text.includes(suspect)));
    const odd = payloads.flatMap((payload) => leavesOf(parse(payload))).filter((leaf) => !isPlain(leaf));
    return [...found, ...odd].map((what) => `${workflowId}: ${what}`);
  });
}

function isPlain(leaf: string): boolean {
  return plain.test(leaf) || /^(nomination|assessment|committee-review|placement) \(attempt \d+\): [a-z]+$/.test(leaf);
}

/** The decoded content of every payload anywhere in a history. */
function payloadsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'data' in value && typeof value.data === 'string' ? [Buffer.from(value.data, 'base64').toString('utf8')] : [];
  return [...own, ...Object.values(value).flatMap(payloadsIn)];
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return payload;
  }
}

/** Every text and every number other than a duration or a counter. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf);
  return [];
}
