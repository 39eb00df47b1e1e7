import type { FindingList } from '#ledger/findings.ts';
import { type FoldEntry, member } from '#ledger/fold/stream-fold.ts';
import type { Sql } from '#platform/database.ts';
import { type IdentityRow, listDoubledNips, listIdentities } from './identity-store.ts';

/** What a sealed value says of whom it is about, under whose key it lies. */
interface Claim {
  readonly place: string;
  readonly holder: string;
  /** Null: of an account without a person. */
  readonly nip: string | null | undefined;
  /** Whose key it must be, where the entry says so. */
  readonly named: string | undefined;
}

/**
 * Part of check 13: whose key seals a name is a column, and so is whom a ref stands for. What the name opens to is sealed: it must be
 * a NIP that the people of the database say this holder has, or ever had, and the account that it names. Of who was erased nothing opens.
 */
export async function checkIdentities(sql: Sql, entries: readonly FoldEntry[], findings: FindingList): Promise<void> {
  const claims = entries.flatMap(claimsOf);
  if (claims.length === 0) return;
  const rows = await listIdentities(sql, [...new Set(claims.map(({ holder }) => holder))]);
  const known = new Map(rows.map((row) => [row.holder, row]));
  for (const claim of claims) {
    const expected = refuseClaim(claim, known.get(claim.holder));
    if (expected !== undefined)
      findings.add({
        check: 13,
        code: 'state.identity',
        place: claim.place,
        expected,
        found: `holder ${claim.holder}`,
      });
  }
}

/** Whoever exchanges keys could say so in the people as well: a number is one person's, and the one they have is one they were given. */
export async function checkNips(
  sql: Sql,
  findings: FindingList,
  taken: { readonly part: number; readonly parts: number },
): Promise<void> {
  for (const { place } of await listDoubledNips(sql, taken))
    findings.add({
      check: 13,
      code: 'state.identity',
      place: `people ${place}`,
      expected: 'a NIP of this person alone',
    });
}

function claimsOf(entry: FoldEntry): Claim[] {
  const { type, stream, streamSeq, open } = entry.envelope;
  const field = type === 'account.opened/1' ? 'identity' : 'person';
  const [value, holder] = [entry.openings.get(field), entry.holders.get(field)];
  if (value === undefined || holder === undefined) return [];
  const place = `${stream} ${streamSeq} field ${field}`;
  if (type === 'account.opened/1') {
    const named = textOf(member(value, 'person')) ?? textOf(open['account']);
    return [{ place, holder, nip: undefined, named }];
  }
  const nip = member(value, 'nip');
  const isTold = typeof value === 'object' && value !== null && 'nip' in value;
  return [
    { place, holder, nip: isTold ? (textOf(nip) ?? null) : undefined, named: textOf(member(value, 'accountId')) },
  ];
}

function refuseClaim({ nip, named, holder }: Claim, row: IdentityRow | undefined): string | undefined {
  if (named !== undefined && named !== holder) return `the key of ${named}`;
  if (nip === undefined) return undefined;
  if (nip === null) return row?.person == null ? undefined : 'an account without a person';
  return row?.nips.includes(nip) === true ? undefined : 'a person with the NIP that it opens to';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
