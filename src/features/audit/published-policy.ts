import { toUtf8 } from '#ledger/bytes.ts';
import { parsePolicyFile } from '#ledger/policy-file.ts';
import { DeploymentFault } from '#platform/deployment-fault.ts';

interface PolicyParts {
  /** One line for each key that signs for the log or has signed for it. */
  readonly logs: string;
  /** The lines of witnesses, groups and quorum; without them nobody is asked. */
  readonly witnesses?: string | undefined;
  /** All but the log keys stays as it was published. */
  readonly keepsWitnesses?: boolean;
  /** policy.txt as it lies there. */
  readonly published: string | undefined;
  readonly signedSize: number;
}

/** policy.txt. Throws where the witnesses' lines do not make a policy file. */
export function policyText({ logs, witnesses, keepsWitnesses, published, signedSize }: PolicyParts): string {
  if (keepsWitnesses === true && published !== undefined) return logs + withoutLogs(published);
  if (witnesses === undefined) return `${logs}quorum none\n`;
  const from = witnessedFrom(published, signedSize);
  const text = `${logs}#bukti witnessed-from ${String(from)}\n${witnesses}`;
  const parsed = parsePolicyFile(toUtf8(text));
  if (!parsed.ok || /^[ \t]*log[ \t]/m.test(witnesses))
    throw new DeploymentFault('the lines of the witnesses are no policy (policy.form)');
  return text;
}

/** Whether two policies ask others, or for more or fewer of them; a further key of the log asks nobody. */
export function asksOtherwise(policy: string, published: string): boolean {
  return withoutLogs(policy) !== withoutLogs(published);
}

function withoutLogs(policy: string): string {
  return policy.replaceAll(/^log .*\n/gm, '');
}

/** Entries from this position on are promised to outside clocks: all of a new log, the later ones of a log that had no witnesses. */
function witnessedFrom(published: string | undefined, signedSize: number): number {
  const before = published === undefined ? undefined : parsePolicyFile(toUtf8(published));
  const hadWitnesses = before?.ok === true && before.value.quorum.kind !== 'none';
  return hadWitnesses ? before.value.terms.witnessedFrom : signedSize;
}

/** Whether a policy asks for no witness. */
export function isAlone(policy: string): boolean {
  const parsed = parsePolicyFile(toUtf8(policy));
  return parsed.ok && parsed.value.quorum.kind === 'none';
}
