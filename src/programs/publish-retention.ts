import { readFile } from 'node:fs/promises';
import { publishRetention } from '#features/erasures/service.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { retentionSchema } from '#schemas/retention.ts';
import { withRecord } from './house.ts';

export interface PublishRetentionCommand {
  readonly file: string;
  readonly agency: string;
  readonly json: boolean;
}

/** Publishes an agency's rules of retention, in force from then on for what is asked for later. */
export async function runPublishRetention(
  config: Config,
  { file, agency, json }: PublishRetentionCommand,
): Promise<number> {
  const { content, version } = await readRules(file);
  const isNew = await withRecord(config, 'publish-retention', ({ db, ledger }) =>
    db.transaction('conductor', (tx) => publishRetention(ledger, tx, { agency, content })),
  );
  const words = isNew
    ? `Published: ${agency} keeps personal data under version ${version}`
    : 'Nothing was written: published before';
  process.stdout.write(`${json ? JSON.stringify({ agency, version, isNew }) : words}\n`);
  return 0;
}

async function readRules(file: string): Promise<{ content: unknown; version: string }> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailed(`${file} cannot be read: ${error instanceof Error ? error.message : 'no reason'}`, 2);
  });
  const content = parseJson(text, file);
  const parsed = retentionSchema.safeParse(content);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new CommandFailed(`${file} holds no rules of retention:\n${faults.join('\n')}`, 2);
  }
  return { content, version: parsed.data.version };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandFailed(`${file} is not JSON: ${error.message}`, 2);
    throw error;
  }
}
