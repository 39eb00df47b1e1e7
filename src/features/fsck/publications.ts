import { toUtf8 } from '#ledger/bytes.ts';
import { openCheckpoint } from '#ledger/checkpoint.ts';
import type { FindingList } from '#ledger/findings.ts';
import { parseVerifierKey, type VerifiedSignature } from '#ledger/note.ts';
import { meetsQuorum, type WitnessPolicy } from '#ledger/policy-file.ts';
import type { Sql } from '#platform/database.ts';
import { listPublications, listSeenUnpublished, type PublicationRow } from './publication-store.ts';

export interface PublicationCheck {
  readonly findings: FindingList;
  readonly log: string;
  /** policy.txt, as the signer's folder has it. */
  readonly policy: WitnessPolicy;
  /** Larger checkpoints were published under it; without it nobody knows. */
  readonly policyFrom: number | undefined;
  /** Up to here it was proved before; of that one part in `parts` is read again. */
  readonly from: number;
  readonly part: number;
  readonly parts: number;
}

const pageSize = 500;
/** As for the brackets of entries: clocks of two houses. */
const toleranceMs = 300_000;

/**
 * Check 2: the stored lines are signatures of their witnesses, and what is published has the lines for it. Former policies are known to
 * nobody: one line is asked of what was published and called witnessed under one of them, and the quorum of what came later. Where it
 * is not known since when the policy is as it is, that is from the first checkpoint on that has its quorum.
 */
export async function checkPublications(sql: Sql, check: PublicationCheck): Promise<void> {
  const isAsked = check.policy.quorum.kind !== 'none';
  let [after, hasMet] = [-1, false];
  for (;;) {
    const rows = await listPublications(sql, { ...check, after, limit: pageSize });
    const last = rows.at(-1);
    if (last === undefined) break;
    for (const row of rows) {
      const signatures = verifyLines(check, row);
      const isMet = isAsked && meetsQuorum(check.policy.quorum, signatures);
      hasMet ||= isMet;
      const isLater = check.policyFrom === undefined ? hasMet : row.size > check.policyFrom;
      if (row.publishedAt !== null) checkPublished(check, { row, signatures, isOwed: isAsked && isLater && !isMet });
    }
    after = last.size;
  }
  for (const { size } of await listSeenUnpublished(sql, check.from))
    check.findings.add({
      check: 2,
      code: 'state.published',
      place: `published ${size}`,
      expected: 'a row: an entry has seen it',
    });
}

/** What the lines are worth; a line that is no signature of the witness beside it is told. */
function verifyLines({ findings, log, policy }: PublicationCheck, { size, note, lines }: PublicationRow) {
  // Of a note that does not hold itself the tree has told.
  if (!openCheckpoint(toUtf8(note), policy.logs, log).ok) return [];
  return lines.flatMap(({ witness, line }): readonly VerifiedSignature[] => {
    const key = parseVerifierKey(witness);
    const opened = key.ok ? openCheckpoint(toUtf8(note + line), [...policy.logs, key.value], log) : key;
    const own = opened.ok ? opened.value.signatures.filter((signature) => signature.key.vkey === witness) : [];
    if (own.length === 0)
      findings.add({ check: 2, code: 'note.signature', place: `cosignature ${size}`, found: witness });
    return own;
  });
}

interface Published {
  readonly row: PublicationRow;
  readonly signatures: readonly VerifiedSignature[];
  /** The quorum of today was asked for by then, and is not here. */
  readonly isOwed: boolean;
}

function checkPublished({ findings, policy }: PublicationCheck, { row, signatures, isOwed }: Published): void {
  const { size, isWitnessed, publishedAt, signedAt } = row;
  const place = `published ${size}`;
  if (isWitnessed === true && (isOwed || signatures.length === 0))
    findings.add({
      check: 2,
      code: 'witness.quorum',
      place,
      found: `${new Set(signatures.map(({ key }) => key.vkey)).size}`,
    });
  if (isWitnessed === false && policy.quorum.kind !== 'none' && size > policy.terms.witnessedFrom)
    findings.add({ check: 2, code: 'state.published', place, expected: 'witnessed: the policy asks for it' });
  // By the first line, not by the quorum: members that came later sign again what was published without them.
  const times = signatures.flatMap(({ time }) => time ?? []);
  const notBefore = times.length === 0 ? signedAt : new Date(Math.min(...times) * 1_000).toISOString();
  if (publishedAt !== null && Date.parse(publishedAt) < Date.parse(notBefore) - toleranceMs)
    findings.add({
      check: 2,
      code: 'state.published',
      place,
      expected: `not before ${notBefore}`,
      found: publishedAt,
    });
}
