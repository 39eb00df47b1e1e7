import type { Canonical } from '#ledger/canonical.ts';
import { type Finding, FindingList } from '#ledger/findings.ts';
import { RuleShelf } from '#ledger/merit/rule-shelf.ts';
import { refuseReadiness } from '#ledger/merit/succession.ts';
import type { Sql } from '#platform/database.ts';
import { type RecordKeys, takeRules } from './replay-rules.ts';
import { listStreamsOfKind } from './store.ts';
import { walkStreams } from './walk.ts';

/** What deriving the recorded readiness of a post's successors again has shown. Places are `succession/<post> <streamSeq>`. */
export interface ReplayedSuccession {
  readonly postId: string;
  readonly entries: number;
  /** Derived again. */
  readonly readinesses: number;
  /** Not derived: erased, or their keys are not here. */
  readonly closed: number;
  readonly findings: readonly Finding[];
  readonly isEqual: boolean;
}

type Replaying = RecordKeys & {
  readonly rules: Map<string, Canonical>;
  readonly tell: (replayed: ReplayedSuccession) => void;
};

/** Derives every recorded readiness again, post by post. */
export async function replaySuccessions(sql: Sql, { tell, ...record }: Replaying): Promise<void> {
  for (let after = ''; ; ) {
    const [stream] = await listStreamsOfKind(sql, { kind: 'succession', after, wanted: null, limit: 1 });
    if (stream === undefined) return;
    tell(await replaySuccession(sql, { ...record, stream }));
    after = stream;
  }
}

async function replaySuccession(
  sql: Sql,
  { rules, stream, ...record }: Omit<Replaying, 'tell'> & { readonly stream: string },
): Promise<ReplayedSuccession> {
  const counts = { entries: 0, openings: 0, erased: 0, streams: 0 };
  // What the walk itself objects to belongs to the bytes.
  const walk = { ...record, streams: [stream], counts, findings: new FindingList() };
  const findings: Finding[] = [];
  let [readinesses, closed] = [0, 0];
  for await (const page of walkStreams(sql, walk)) {
    const derived = page.filter(({ envelope }) => envelope.type === 'readiness.derived/1');
    await takeRules(sql, rules, derived);
    const shelf = new RuleShelf(rules);
    for (const entry of derived) {
      if (entry.openings.has('derivation')) readinesses += 1;
      else closed += 1;
      const refused = refuseReadiness({ ...entry, position: entry.envelope.streamSeq }, shelf);
      if (refused !== undefined)
        findings.push({ ...refused, check: 11, place: `${stream} ${entry.envelope.streamSeq}` });
    }
  }
  const postId = stream.slice('succession/'.length);
  return { postId, entries: counts.entries, readinesses, closed, findings, isEqual: findings.length === 0 };
}
