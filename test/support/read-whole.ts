import type { Finding } from '#domain/import-findings.ts';
import { refusesRow } from '#domain/import-findings.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import { ImportPlanner, strayClaimFinding, vanishedFinding } from '#features/people/changes.ts';
import type { Choice } from '#features/people/matching.ts';
import type { KnownPeople } from '#features/people/store.ts';
import type { ImportContext, SiasnFiles } from '#schemas/siasn-files.ts';
import { type ReadImport, type ReadPerson, readSiasn } from '#schemas/siasn-import.ts';
import { openMemoryStage, type Stage } from '#schemas/siasn-stage.ts';

/** A delivery that was read to its end. */
export interface ReadWhole extends Omit<ReadImport, 'identities' | 'people'> {
  readonly people: readonly ReadPerson[];
  readonly findings: readonly Finding[];
  /** Rows that are left out, once each. */
  readonly refusedRows: readonly { readonly file: string; readonly line: number }[];
}

interface WholeContext extends ImportContext {
  readonly stage?: Stage;
  /** What is known of people, by NIP. */
  readonly records?: ReadonlyMap<string, PersonRecord>;
}

export async function readWhole(
  files: SiasnFiles,
  { stage = openMemoryStage(), records = new Map(), ...context }: WholeContext,
): Promise<ReadWhole> {
  const found: Finding[] = [];
  const findings = { push: (finding: Finding) => found.push(finding), flush: () => Promise.resolve() };
  const read = await readSiasn(files, { ...context, stage, findings });
  const people: ReadPerson[] = [];
  for await (const page of read.people(() => Promise.resolve(records))) people.push(...page);
  const refused = found.filter(refusesRow).map(({ file, line }) => [`${file}:${line}`, { file, line }] as const);
  return { ...read, people, findings: found, refusedRows: [...new Map(refused).values()] };
}

/** What an import of all that was read would write. */
export function planWhole(read: ReadWhole, known: KnownPeople, accepted: Choice) {
  const planner = new ImportPlanner(read, known, accepted);
  const claimed = planner.claim(read.people, known);
  const [seen, delivered] = [new Set(claimed.seen), new Set(claimed.delivered)];
  const lists = planner.lists();
  const page = planner.compare(read.people, known);
  const vanished = [...known.byNip.values()].filter(({ id }) => read.profile !== null && !seen.has(id));
  const claims = (read.claims?.rows ?? []).filter(({ nip }) => !delivered.has(nip) && !known.byNip.has(nip));
  const findings = [
    ...read.findings,
    ...lists.findings,
    ...page.findings,
    ...vanished.map(({ nip }) => vanishedFinding(read.profile ?? '', nip)),
    ...claims.map((claim) => strayClaimFinding(read.claims?.file ?? '', claim)),
  ];
  return { ...page, ...lists, findings };
}
