import type { RefusalCode } from '#domain/codes.ts';
import type { StageKind } from '#domain/stages.ts';
import type { Receipt } from '#features/audit/service.ts';
import type { Sql } from '#platform/database.ts';
import type { CommandName } from './handling.ts';

export interface CommandRow {
  readonly id: string;
  readonly selection_id: string;
  readonly name: CommandName;
  readonly content: Readonly<Record<string, unknown>>;
  readonly account_id: string;
  readonly role: string;
  readonly session: string | null;
  readonly requested_at: string;
  readonly state: 'requested' | 'done' | 'refused';
  readonly refusal: { readonly code: RefusalCode; readonly details?: Readonly<Record<string, unknown>> } | null;
  readonly receipt: Receipt | null;
}

const columns = 'id, selection_id, name, content, account_id, role, session, requested_at, state, refusal, receipt';

export function findCommand(sql: Sql, id: string): Promise<CommandRow | undefined> {
  return sql.maybe<CommandRow>(`SELECT ${columns} FROM commands WHERE id = $1`, [id]);
}

export function lockCommand(sql: Sql, id: string): Promise<CommandRow | undefined> {
  return sql.maybe<CommandRow>(`SELECT ${columns} FROM commands WHERE id = $1 FOR UPDATE`, [id]);
}

export interface NewCommand {
  readonly id: string;
  readonly selectionId: string;
  readonly name: CommandName;
  readonly content: unknown;
  readonly accountId: string;
  readonly role: string;
  readonly session: string | null;
}

/** Keeps the first request of an id. */
export async function insertCommand(sql: Sql, row: NewCommand): Promise<void> {
  await sql.run(
    `INSERT INTO commands (id, selection_id, name, content, account_id, role, session, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, ledger.clock()) ON CONFLICT ON CONSTRAINT commands_pkey DO NOTHING`,
    [row.id, row.selectionId, row.name, JSON.stringify(row.content), row.accountId, row.role, row.session],
  );
}

export async function markDone(sql: Sql, id: string, receipt: Receipt): Promise<void> {
  await sql.run(`UPDATE commands SET state = 'done', receipt = $2 WHERE id = $1`, [id, JSON.stringify(receipt)]);
}

export async function markRefused(sql: Sql, id: string, refusal: unknown): Promise<void> {
  await sql.run(`UPDATE commands SET state = 'refused', refusal = $2 WHERE id = $1 AND state = 'requested'`, [
    id,
    JSON.stringify(refusal),
  ]);
}

interface LiveStage {
  readonly kind: StageKind;
  readonly attempt: number;
}

/** The live stage of a selection, which a command is sent to. */
export function findLiveStage(sql: Sql, selectionId: string): Promise<LiveStage | undefined> {
  return sql.maybe<LiveStage>(
    `SELECT kind, attempt FROM stages WHERE selection_id = $1 AND state IN ('planned', 'open', 'paused', 'closing')`,
    [selectionId],
  );
}
