import type { Tx } from '#platform/database.ts';
import type { ReadImport } from '#schemas/siasn-import.ts';
import { ImportPlanner, type PlannedLists, strayClaimFinding, vanishedFinding } from './changes.ts';
import type { Found } from './found.ts';
import type { Choice } from './matching.ts';
import { holdPeople } from './stage-store.ts';
import { listNips, readKnownLists, readKnownPage } from './store.ts';
import { mostCompared, noteAgainstStored } from './stored.ts';
import type { ImportCounts } from './writing.ts';

export interface ImportStep {
  readonly step: 'reading' | 'comparing' | 'writing';
  readonly done: number;
  readonly total: number;
}

interface Planning {
  readonly tx: Tx;
  readonly request: {
    readonly agency: string;
    readonly dryRun: boolean;
    readonly accept?: Choice;
    readonly onProgress?: (step: ImportStep) => void;
  };
}

interface Planned {
  readonly lists: PlannedLists;
  readonly counts: Omit<ImportCounts, 'gone' | 'refusedRows' | 'queued' | 'findings'>;
}

const peoplePerPage = 1_000;

/** Compares what was read with what is known, a page of people at a time, and lets new and changed people wait in the transaction. */
export async function planImport(
  { tx, request }: Planning,
  { read, found }: { readonly read: ReadImport; readonly found: Found },
): Promise<Planned> {
  const { agency } = request;
  const planner = new ImportPlanner(read, await readKnownLists(tx, agency), request.accept ?? new Set());
  const delivered = new Set<string>();
  const seen = new Set<string>();
  let total = 0;
  for await (const page of read.identities()) {
    total += page.length;
    const claimed = planner.claim(page, await readKnownPage(tx, agency, page));
    for (const id of claimed.seen) seen.add(id);
    if (read.claims !== null) for (const nip of claimed.delivered) delivered.add(nip);
  }
  const lists = planner.lists();
  found.push(...lists.findings);
  const counts = { people: 0, added: 0, changed: 0, unchanged: 0, histories: 0 };
  for await (const page of read.people()) {
    const planned = planner.compare(page, await readKnownPage(tx, agency, page));
    found.push(...(await noteAgainstStored(tx, planned, counts.changed >= mostCompared)));
    counts.people += page.length;
    counts.added += planned.newPeople.length;
    counts.changed += planned.changedPeople.length;
    counts.unchanged += planned.unchanged;
    for (const { historyRows } of page) counts.histories += historyRows;
    if (!request.dryRun) {
      await holdPeople(tx, true, planned.newPeople);
      await holdPeople(tx, false, planned.changedPeople);
    }
    await found.flush();
    request.onProgress?.({ step: 'comparing', done: counts.people, total });
  }
  if (read.profile !== null) await noteVanished(tx, { agency, file: read.profile, seen, found });
  if (read.claims !== null) await noteClaims(tx, { agency, claims: read.claims, delivered, found });
  await found.close();
  return { lists, counts: { ...counts, units: read.units.length, posts: read.posts.length } };
}

interface Vanishing {
  readonly agency: string;
  readonly file: string;
  /** Known people who are delivered, or whose row waits for a human. */
  readonly seen: ReadonlySet<string>;
  readonly found: Found;
}

async function noteVanished(tx: Tx, { agency, file, seen, found }: Vanishing): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const known: { id: string; nip: string }[] = await listNips(tx, agency, { after, limit: peoplePerPage });
    for (const { id, nip } of known) if (!seen.has(id)) found.push(vanishedFinding(file, nip));
    await found.flush();
    after = known.at(-1)?.id ?? null;
    if (after === null) return;
  }
}

interface Claiming {
  readonly agency: string;
  readonly claims: NonNullable<ReadImport['claims']>;
  readonly delivered: ReadonlySet<string>;
  readonly found: Found;
}

async function noteClaims(tx: Tx, { agency, claims, delivered, found }: Claiming): Promise<void> {
  const others = claims.rows.filter(({ nip }) => !delivered.has(nip));
  for (let from = 0; from < others.length; from += peoplePerPage) {
    const page = others.slice(from, from + peoplePerPage);
    const { byNip } = await readKnownPage(
      tx,
      agency,
      page.map(({ nip }) => ({ nip, sourceId: null })),
    );
    for (const claim of page) if (!byNip.has(claim.nip)) found.push(strayClaimFinding(claims.file, claim));
    await found.flush();
  }
}
