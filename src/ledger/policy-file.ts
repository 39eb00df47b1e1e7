import { fromUtf8 } from './bytes.ts';
import { parseVerifierKey, type VerifiedSignature, type VerifierKey } from './note.ts';
import { accept, reject, type Verdict } from './verdict.ts';

/** Who must have cosigned: nobody, one witness, or so many members of a group. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly vkey: string }
  | { readonly kind: 'group'; readonly threshold: number; readonly members: readonly Quorum[] };

/** A witness as the policy names it. */
export interface PolicyWitness extends VerifierKey {
  /** Its name inside the policy file. */
  readonly label: string;
  /** The prefix of its protocol's addresses, where the file says so. */
  readonly url?: string;
}

/** What the agency promises besides, in lines `#bukti <term> <number>` that other readers take for comments. */
export interface PolicyTerms {
  /** Seconds from an entry's `at` to the cosignatures of the first checkpoint that covers it; without it nothing is promised. */
  readonly coveredWithinS?: number;
  /** Seconds for which the newest cosignatures count as fresh. */
  readonly freshWithinS?: number;
  /** Entries at lower positions were written before witnesses were asked. */
  readonly witnessedFrom: number;
}

/** A policy file (C2SP tlog-policy): whom to trust, and how many witnesses must have seen a checkpoint. */
export interface WitnessPolicy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly PolicyWitness[];
  readonly quorum: Quorum;
  readonly terms: PolicyTerms;
}

const largestPolicyBytes = 1_048_576;
/** A policy that comes with a bundle is anybody's: groups in groups without end would exhaust whoever counts them. */
const deepestGroup = 32;

/** The policy of a file, or `policy.form`. */
export function parsePolicyFile(bytes: Uint8Array): Verdict<WitnessPolicy> {
  const text = bytes.length > largestPolicyBytes ? undefined : fromUtf8(bytes);
  if (text === undefined || !text.endsWith('\n')) return reject('policy.form');
  const reader = new PolicyReader();
  for (const line of text.slice(0, -1).split('\n')) {
    if (!reader.take(line)) return reject('policy.form');
  }
  const policy = reader.policy();
  return policy === undefined ? reject('policy.form') : accept(policy);
}

/** Whether the cosignatures satisfy the quorum; the lines of one witness count once. */
export function meetsQuorum(quorum: Quorum, signatures: readonly VerifiedSignature[]): boolean {
  if (quorum.kind === 'none') return true;
  if (quorum.kind === 'witness') return signatures.some(({ key }) => key.vkey === quorum.vkey);
  return quorum.members.filter((member) => meetsQuorum(member, signatures)).length >= quorum.threshold;
}

/**
 * When the quorum was reached, in seconds since 1970 by the clocks of the witnesses: the earliest time by which enough of them
 * had signed, so that fewer than the quorum cannot move it beyond what the others say. Nothing where it was not reached.
 */
export function quorumTime(quorum: Quorum, signatures: readonly VerifiedSignature[]): number | undefined {
  if (quorum.kind === 'none') return undefined;
  const times = signatures.flatMap(({ time }) => time ?? []).sort((one, other) => one - other);
  return times.find((limit) =>
    meetsQuorum(
      quorum,
      signatures.filter(({ time }) => time !== undefined && time <= limit),
    ),
  );
}

const termNames: ReadonlyMap<string, keyof PolicyTerms> = new Map([
  ['covered-within', 'coveredWithinS'],
  ['fresh-within', 'freshWithinS'],
  ['witnessed-from', 'witnessedFrom'],
]);

class PolicyReader {
  readonly #logs: VerifierKey[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #terms = new Map<keyof PolicyTerms, number>();
  /** Witnesses and groups share one space of names, in which `none` is taken. */
  readonly #named = new Map<string, Quorum>([['none', { kind: 'none' }]]);
  readonly #grouped = new Set<string>(['none']);
  /** How deep the groups inside a group are nested, itself included. */
  readonly #depths = new Map<string, number>();
  #quorum: Quorum | undefined;

  /** Whether the line may stand here; names must be defined before they are used. */
  take(line: string): boolean {
    if (/\p{Cc}/u.test(line.replaceAll('\t', ''))) return false;
    const [word = '', ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
    if (word === '#bukti') return this.#takeTerm(items);
    if (word === '' || word.startsWith('#')) return true;
    if (word === 'log') return this.#takeLog(items);
    if (word === 'witness') return this.#takeWitness(items);
    if (word === 'group') return this.#takeGroup(items);
    return word === 'quorum' && this.#takeQuorum(items);
  }

  policy(): WitnessPolicy | undefined {
    if (this.#quorum === undefined) return undefined;
    const terms = { witnessedFrom: 0, ...Object.fromEntries(this.#terms) };
    return { logs: this.#logs, witnesses: this.#witnesses, quorum: this.#quorum, terms };
  }

  #takeTerm([name = '', text = '', ...rest]: string[]): boolean {
    const term = termNames.get(name);
    const value = Number(/^(0|[1-9][0-9]{0,15})$/.test(text) ? text : Number.NaN);
    if (rest.length > 0 || term === undefined || this.#terms.has(term) || !Number.isSafeInteger(value)) return false;
    this.#terms.set(term, value);
    return true;
  }

  #takeLog([vkey = '', ...rest]: string[]): boolean {
    const key = rest.length <= 1 ? newKey(this.#logs, vkey, 'log') : undefined;
    if (key !== undefined) this.#logs.push(key);
    return key !== undefined;
  }

  #takeWitness([name = '', vkey = '', ...rest]: string[]): boolean {
    const key = rest.length > 1 || this.#named.has(name) ? undefined : newKey(this.#witnesses, vkey, 'witness');
    if (key === undefined) return false;
    const [url] = rest;
    this.#witnesses.push({ ...key, label: name, ...(url === undefined ? {} : { url }) });
    this.#named.set(name, { kind: 'witness', vkey });
    return true;
  }

  #takeGroup([name = '', count = '', ...names]: string[]): boolean {
    const threshold = count === 'any' ? 1 : count === 'all' ? names.length : parseThreshold(count);
    if (this.#named.has(name) || threshold < 1 || threshold > names.length) return false;
    const members: Quorum[] = [];
    for (const member of names) {
      const found = this.#named.get(member);
      if (found === undefined || this.#grouped.has(member)) return false;
      this.#grouped.add(member);
      members.push(found);
    }
    const depth = 1 + Math.max(...names.map((member) => this.#depths.get(member) ?? 0));
    this.#depths.set(name, depth);
    this.#named.set(name, { kind: 'group', threshold, members });
    return depth <= deepestGroup;
  }

  #takeQuorum([name = '', ...rest]: string[]): boolean {
    if (rest.length > 0 || this.#quorum !== undefined) return false;
    this.#quorum = this.#named.get(name);
    return this.#quorum !== undefined;
  }
}

function parseThreshold(text: string): number {
  return /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : 0;
}

/** The key of a line, if it is of the kind and not there yet. */
function newKey(keys: readonly VerifierKey[], vkey: string, kind: VerifierKey['kind']): VerifierKey | undefined {
  const key = parseVerifierKey(vkey);
  if (!key.ok || key.value.kind !== kind || keys.some((known) => known.vkey === vkey)) return undefined;
  return key.value;
}
