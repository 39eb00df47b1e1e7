import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { inject } from 'vitest';
import { commandWorkflowId, selectionWorkflowId, stageWorkflowId } from '#domain/ids.ts';
import type { StageKind } from '#domain/stages.ts';
import type { ConductedWorld } from './conducted.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Set by tools/histories.ts: where the histories of this run are kept. */
    historiesFolder: string;
  }
}

export interface KeptHistory {
  readonly workflowId: string;
  readonly history: unknown;
}

/** As gRPC numbers it. */
const notFound = 5;

/** The histories of every workflow that a selection has had on this server. */
export async function historiesOf(world: ConductedWorld, selectionId: string): Promise<KeptHistory[]> {
  const histories: KeptHistory[] = [];
  for (const workflowId of await workflowIdsOf(world, selectionId)) {
    const history = await world.conductor.client.workflow
      .getHandle(workflowId)
      .fetchHistory()
      .catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === notFound) return undefined;
        throw error;
      });
    if (history !== undefined) histories.push({ workflowId, history: JSON.parse(historyToJSON(history)) as unknown });
  }
  return histories;
}

async function workflowIdsOf({ admin }: ConductedWorld, selectionId: string): Promise<string[]> {
  const stages = await admin.rows<{ kind: string; attempt: number }>(
    'SELECT kind, attempt FROM stages WHERE selection_id = $1 ORDER BY opened_at',
    [selectionId],
  );
  const commands = await admin.rows<{ id: string; name: string }>(
    'SELECT id, name FROM commands WHERE selection_id = $1 ORDER BY requested_at',
    [selectionId],
  );
  return [
    selectionWorkflowId(selectionId),
    ...stages.map(({ kind, attempt }) => stageWorkflowId(selectionId, kind as StageKind, attempt)),
    ...commands.map(({ id, name }) => commandWorkflowId(selectionId, name, id)),
  ];
}

/** Which process on which machine it was, and where its sources lay, is no part of a path. */
function withoutPlace(key: string, value: unknown): unknown {
  if (key === 'identity') return 'test';
  // A worker's own queue is called after its process and machine.
  if (key === 'name' && typeof value === 'string' && value.includes('@')) return 'sticky';
  return key === 'stackTrace' ? '' : value;
}

/** Keeps the histories of a path for the replay, when this run is to keep them. */
export async function keepPath(world: ConductedWorld, path: string, selectionId: string): Promise<void> {
  const folder = inject('historiesFolder') as string | undefined;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const lines = (await historiesOf(world, selectionId)).map((one) => JSON.stringify(one, withoutPlace));
  await writeFile(join(folder, `${path}.json`), `[\n${lines.join(',\n')}\n]\n`);
}
