import type { WitnessPolicy } from '#ledger/policy-file.ts';
import type { Sql } from '#platform/database.ts';
import { type WitnessStanding, witnessStandingSchema } from '#schemas/audit.ts';

export interface StandingWitness {
  /** By its key. */
  readonly name: string;
  readonly label: string;
  /** What came of the last question to it; nothing where it was not asked yet. */
  readonly standing: WitnessStanding | undefined;
}

/** How it stands with each witness of the policy. */
export async function listStandings(sql: Sql, policy: WitnessPolicy | undefined): Promise<StandingWitness[]> {
  const witnesses = policy?.witnesses ?? [];
  const rows = await sql.rows<{ witness: string; standing: string }>(
    'SELECT witness, standing FROM ledger.witness_standings WHERE witness = ANY ($1::text[])',
    [witnesses.map(({ vkey }) => vkey)],
  );
  const known = new Map(rows.map(({ witness, standing }) => [witness, witnessStandingSchema.parse(standing)]));
  return witnesses.map(({ name, label, vkey }) => ({ name, label, standing: known.get(vkey) }));
}
