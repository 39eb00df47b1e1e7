import type { PersonRecord } from '#domain/person-record.ts';
import type { Tx } from '#platform/database.ts';
import type { ReadIdentity, ReadImport } from '#schemas/siasn-import.ts';
import { ImportPlanner, type PlannedLists, strayClaimFinding, vanishedFinding } from './changes.ts';
import type { Found } from './found.ts';
import type { Choice } from './matching.ts';
import { listStored } from './queries.ts';
import { holdPeople, pieces } from './stage-store.ts';
import { type Absent, absentPeople, openSeen, putSeen } from './standing.ts';
import { readKnownLists, readKnownPage } from './store.ts';
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
  readonly counts: Omit<ImportCounts, 'refusedRows' | 'queued' | 'findings'>;
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
  await openSeen(tx);
  let total = 0;
  for await (const page of read.identities()) {
    total += page.length;
    const claimed = planner.claim(page, await readKnownPage(tx, agency, page));
    await putSeen(tx, 'profile', claimed.seen);
    if (read.claims !== null) for (const nip of claimed.delivered) delivered.add(nip);
  }
  const lists = planner.lists();
  found.push(...lists.findings);
  const counts = { people: 0, added: 0, changed: 0, unchanged: 0, histories: 0 };
  for await (const page of read.people((page) => storedRecords(tx, { agency, planner, page }))) {
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
  const gone = read.profile === null ? 0 : await noteVanished(tx, { agency, file: read.profile, found });
  if (read.claims !== null) await noteClaims(tx, { agency, claims: read.claims, delivered, found });
  await found.close();
  return { lists, counts: { ...counts, gone, units: read.units.length, posts: read.posts.length } };
}

interface Storing {
  readonly agency: string;
  readonly planner: ImportPlanner;
  readonly page: readonly ReadIdentity[];
}

/** What is known of a page of people, by the NIP of their row: for deliveries that do not speak of all of it. */
async function storedRecords(tx: Tx, { agency, planner, page }: Storing): Promise<ReadonlyMap<string, PersonRecord>> {
  const ids = planner.knownIds(page, await readKnownPage(tx, agency, page));
  const stored = new Map((await listStored(tx, [...ids.values()])).map(({ id, record }) => [id, record]));
  return new Map(
    [...ids].flatMap(([nip, id]) => {
      const record = stored.get(id);
      return record === undefined ? [] : [[nip, record]];
    }),
  );
}

interface Vanishing {
  readonly agency: string;
  readonly file: string;
  readonly found: Found;
}

/** Notes once who is known and not delivered. Answers how many they are, noted now or before. */
async function noteVanished(tx: Tx, { agency, file, found }: Vanishing): Promise<number> {
  let gone = 0;
  for await (const page of pieces<Absent>(tx, absentPeople(agency))) {
    gone += page.length;
    for (const { nip, isNoted } of page) if (!isNoted) found.push(vanishedFinding(file, nip));
    await found.flush();
  }
  return gone;
}

interface Claiming {
  readonly agency: string;
  readonly claims: NonNullable<ReadImport['claims']>;
  readonly delivered: ReadonlySet<string>;
  readonly found: Found;
}

async function noteClaims(tx: Tx, { agency, claims, delivered, found }: Claiming): Promise<void> {
  for (let from = 0; from < claims.rows.length; from += peoplePerPage) {
    const page = claims.rows.slice(from, from + peoplePerPage);
    const { byNip } = await readKnownPage(
      tx,
      agency,
      page.map(({ nip }) => ({ nip, sourceId: null })),
    );
    const known = [...byNip.values()].map(({ id }) => id);
    await putSeen(tx, 'claims', known);
    for (const claim of page)
      if (!delivered.has(claim.nip) && !byNip.has(claim.nip)) found.push(strayClaimFinding(claims.file, claim));
    await found.flush();
  }
}
