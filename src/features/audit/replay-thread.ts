import { parentPort, workerData } from 'node:worker_threads';
import { parseRule, type RuleFiles } from '#ledger/bundle-read.ts';
import type { Canonical } from '#ledger/canonical.ts';
import { type Replayed, replayLines, type SelectionLines } from '#ledger/checks/selection-lines.ts';
import { checkMerit } from '#ledger/merit.ts';
import type { Answered, Asked } from '#platform/worker-pool.ts';

/** In a thread of its own, begun with the rule files of a bundle: replays each selection it is sent. */
export function answerSelections(): void {
  const rules = new Map<string, Canonical>();
  for (const [digest, bytes] of workerData as RuleFiles) {
    const rule = parseRule(bytes);
    if (rule.ok) rules.set(digest, rule.value);
  }
  parentPort?.on('message', ([number, lines]: Asked<SelectionLines>) => {
    parentPort?.postMessage([number, ...replayed(lines, rules)] satisfies Answered<Replayed>);
  });
}

function replayed(
  lines: SelectionLines,
  rules: ReadonlyMap<string, Canonical>,
): readonly [answer: Replayed] | readonly [answer: undefined, fault: string] {
  try {
    return [replayLines(lines, { replay: checkMerit, rules })];
  } catch (error) {
    return [undefined, error instanceof Error ? error.message : String(error)];
  }
}
