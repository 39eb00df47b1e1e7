import { listOpenable } from '#features/audit/service.ts';
import type { Canonical } from '#ledger/canonical.ts';
import type { MeritEntry, MeritFinding } from '#ledger/examination.ts';
import { type Finding, FindingList, isNote } from '#ledger/findings.ts';
import { checkMerit } from '#ledger/merit.ts';
import type { OfficeBook } from '#ledger/offices.ts';
import type { Database, Sql } from '#platform/database.ts';
import { type ReplayedMap, replayMaps } from './replay-maps.ts';
import { readOffices } from './replay-offices.ts';
import { type ReplayedSuccession, replaySuccessions } from './replay-readiness.ts';
import { type RecordKeys, type Supposed, supposeRules, takeRules } from './replay-rules.ts';
import { freezeView, listStreamsOfKind } from './store.ts';
import { walkStreams } from './walk.ts';

export interface ReplayAsked extends RecordKeys {
  readonly db: Database;
  /** Id of one selection; undefined: all, and all maps and plans of succession. */
  readonly selectionId?: string;
  /** Derive as if this pack had been in force in the place of its version: what it would have changed is found, person by person. */
  readonly supposed?: Supposed | undefined;
  /** Told of each selection as it is done. */
  readonly onSelection: (replayed: ReplayedSelection) => void;
  readonly onMap: (replayed: ReplayedMap) => void;
  readonly onSuccession?: (replayed: ReplayedSuccession) => void;
}

/** What deriving a selection's decisions again has shown. Places are `selection/<id> <streamSeq>`. */
export interface ReplayedSelection {
  readonly selectionId: string;
  readonly entries: number;
  /** How many decisions of each kind were derived again. */
  readonly decisions: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly isEqual: boolean;
}

export interface ReplaySummary {
  readonly selections: number;
  readonly maps: number;
  /** Posts with a plan of succession. */
  readonly successions: number;
  readonly entries: number;
  readonly decisions: number;
  readonly unequal: number;
}

/** The entries that tell a decision, and what it is about. */
const decisionKinds: Readonly<Record<string, string>> = {
  'snapshot.frozen/1': 'snapshots',
  'snapshot.frozen/2': 'snapshots',
  'gates.evaluated/1': 'gates, axes and boxes',
  'ranking.derived/1': 'scores and ranking',
  'outcome.derived/1': 'quorum and outcome',
  'stage.opened/1': 'deadlines',
  'stage.stepped/1': 'deadlines',
  'deadline.moved/1': 'deadlines',
  'concurrence.requested/1': 'deadlines',
  'choice.made/1': 'choices',
  'stage.closed/1': 'results of stages',
  'selection.decided/1': 'results of stages',
};

const streamsPerRound = 200;

/** Derives every recorded decision again from entries and openings, one selection in memory at a time. */
export function replayDecisions(asked: ReplayAsked): Promise<ReplaySummary> {
  return asked.db.transaction('conductor', async (tx) => {
    await freezeView(tx);
    return replayDecisionsIn(tx, asked);
  });
}

/** As `replayDecisions`, on what a transaction sees. */
export async function replayDecisionsIn(sql: Sql, asked: Omit<ReplayAsked, 'db'>): Promise<ReplaySummary> {
  const summary = { selections: 0, maps: 0, successions: 0, entries: 0, decisions: 0, unequal: 0 };
  const rules = await supposeRules(sql, asked.supposed);
  const offices = await readOffices(sql, asked);
  const tell = (replayed: ReplayedSelection) => {
    summary.selections += 1;
    summary.entries += replayed.entries;
    summary.decisions += Object.values(replayed.decisions).reduce((sum, count) => sum + count, 0);
    summary.unequal += Number(!replayed.isEqual);
    asked.onSelection(replayed);
  };
  const wanted = asked.selectionId === undefined ? null : `selection/${asked.selectionId}`;
  for (let after = ''; ; ) {
    const streams = await listStreamsOfKind(sql, { kind: 'selection', after, wanted, limit: streamsPerRound });
    const last = streams.at(-1);
    if (last === undefined) break;
    await replayStreams(sql, { ...asked, streams, rules, offices, tell });
    after = last;
  }
  const tellMap = (replayed: ReplayedMap) => {
    summary.maps += 1;
    summary.entries += replayed.entries;
    summary.decisions += replayed.boxes;
    summary.unequal += Number(!replayed.isEqual);
    asked.onMap(replayed);
  };
  const tellSuccession = (replayed: ReplayedSuccession) => {
    summary.successions += 1;
    summary.entries += replayed.entries;
    summary.decisions += replayed.readinesses;
    summary.unequal += Number(!replayed.isEqual);
    asked.onSuccession?.(replayed);
  };
  if (wanted !== null) return summary;
  const { log, keys } = asked;
  await replayMaps(sql, { log, keys, rules, offices, tell: tellMap });
  await replaySuccessions(sql, { log, keys, rules, tell: tellSuccession });
  return summary;
}

interface Round extends Omit<ReplayAsked, 'db'> {
  readonly streams: readonly string[];
  readonly rules: Map<string, Canonical>;
  readonly offices: OfficeBook;
  readonly tell: (replayed: ReplayedSelection) => void;
}

async function replayStreams(sql: Sql, round: Round): Promise<void> {
  const { log, keys, streams } = round;
  const counts = { entries: 0, openings: 0, erased: 0, streams: 0 };
  let findings = new FindingList();
  let selection: MeritEntry[] = [];
  const finish = async () => {
    if (selection.length > 0) round.tell(await replay(sql, round, selection));
    selection = [];
  };
  // What the walk itself objects to belongs to the bytes; the values that it could not open are missing here.
  const walk = {
    log,
    keys,
    streams,
    counts,
    get findings() {
      return findings;
    },
  };
  for await (const entries of walkStreams(sql, walk)) {
    findings = new FindingList();
    for (const entry of entries) {
      if (selection[0]?.envelope.stream !== entry.envelope.stream) await finish();
      selection.push({ ...entry, position: entry.envelope.streamSeq, logged: entry.position });
    }
  }
  await finish();
}

async function replay(sql: Sql, { rules, offices }: Round, entries: readonly MeritEntry[]): Promise<ReplayedSelection> {
  await takeRules(sql, rules, entries);
  const openable = listOpenable(entries.map(({ envelope }) => envelope));
  const shown = entries.map((entry) =>
    openable.has(entry.envelope.streamSeq) ? entry : { ...entry, openings: closed },
  );
  const stream = entries[0]?.envelope.stream ?? '';
  const findings = checkMerit({ entries: shown, rules, offices }).map((finding) => placed(stream, finding));
  const decisions: Record<string, number> = {};
  for (const { envelope } of entries) {
    const kind = decisionKinds[envelope.type];
    if (kind !== undefined) decisions[kind] = (decisions[kind] ?? 0) + 1;
  }
  const isEqual = findings.every(isNote);
  return { selectionId: stream.slice('selection/'.length), entries: entries.length, decisions, findings, isEqual };
}

const closed: ReadonlyMap<string, Canonical> = new Map();

function placed(stream: string, finding: MeritFinding): Finding {
  return { ...finding, check: 11, place: finding.place.replace('position', stream) };
}
