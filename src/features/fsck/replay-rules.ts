import type { KeyRing } from '#features/audit/service.ts';
import { findCalendarContent, findPolicyContent, listPolicyDigests } from '#features/policies/service.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritEntry } from '#ledger/examination.ts';
import type { Sql } from '#platform/database.ts';

/** The record and what opens it. */
export interface RecordKeys {
  readonly log: string;
  readonly keys: KeyRing;
}

/** A pack read as if it had been published in the place of another. */
export interface Supposed {
  /** Id and version whose place it takes. */
  readonly id: string;
  readonly version: string;
  readonly content: Canonical;
}

/** Rules to begin with: the supposed pack under every digest of its version. Empty without one, or where its version was never published. */
export async function supposeRules(sql: Sql, supposed: Supposed | undefined): Promise<Map<string, Canonical>> {
  const digests = supposed === undefined ? [] : await listPolicyDigests(sql, supposed);
  return new Map(digests.map((digest) => [digest, supposed?.content ?? null]));
}

/** Policy packs and calendars that the entries name; what the database no longer holds as it was published stays missing. */
export async function takeRules(
  sql: Sql,
  rules: Map<string, Canonical>,
  entries: readonly MeritEntry[],
): Promise<void> {
  for (const { envelope } of entries) {
    const { policy, agency, open } = envelope;
    const calendar = open['calendar'];
    if (policy !== null && !rules.has(policy.digest))
      keep(rules, policy.digest, await findPolicyContent(sql, policy.digest));
    if (typeof calendar === 'string' && agency !== null && !rules.has(calendar))
      keep(rules, calendar, await findCalendarContent(sql, agency, calendar));
  }
}

function keep(rules: Map<string, Canonical>, digest: string, content: Uint8Array | undefined): void {
  rules.set(digest, content === undefined ? null : (JSON.parse(Buffer.from(content).toString('utf8')) as Canonical));
}
