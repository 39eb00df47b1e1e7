import { parentPort, workerData } from 'node:worker_threads';
import { parseRules, type RuleFiles } from '#ledger/bundle-read.ts';
import { type Replayed, replayLines, type SelectionLines } from '#ledger/checks/selection-lines.ts';
import type { MeritBundle } from '#ledger/examination.ts';
import { checkMerit } from '#ledger/merit.ts';
import { OfficeBook, type OfficeRows } from '#ledger/offices.ts';
import type { Answered, Asked, Told } from '#platform/worker-pool.ts';

/** In a thread of its own, begun with the rule files of a bundle: replays each selection it is sent. */
export function answerSelections(): void {
  const rules = parseRules(workerData as RuleFiles);
  let offices: OfficeBook | undefined;
  parentPort?.on('message', (message: Asked<SelectionLines> | Told<OfficeRows>) => {
    if (isTold(message)) offices = OfficeBook.of(message[1]);
    else {
      const [number, lines] = message;
      parentPort?.postMessage([number, ...replayed(lines, { rules, offices })] satisfies Answered<Replayed>);
    }
  });
}

function isTold(message: Asked<SelectionLines> | Told<OfficeRows>): message is Told<OfficeRows> {
  return message[0] === 0;
}

function replayed(
  lines: SelectionLines,
  given: Pick<MeritBundle, 'rules' | 'offices'>,
): readonly [answer: Replayed] | readonly [answer: undefined, fault: string] {
  try {
    return [replayLines(lines, { replay: checkMerit, ...given })];
  } catch (error) {
    return [undefined, error instanceof Error ? error.message : String(error)];
  }
}
