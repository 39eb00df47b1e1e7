import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Language } from '#domain/pack-findings.ts';
import { shelfName } from '#domain/pack-overlay.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { proposedAnswer } from '#schemas/policies.ts';
import { openSoundPack } from './policy-files.ts';

export interface ProposalCommand {
  readonly agency: string;
  readonly json: boolean;
  readonly language: Language;
}

const patienceMs = 30_000;

/**
 * `bukti policy publish`: puts a pack to the authority, as the person whose bearer token stands on the standard input. Publishing is
 * another person's act: this prints where it waits for them.
 */
export async function proposeByCommand(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  files: readonly string[],
  { agency, json, language }: ProposalCommand,
): Promise<number> {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new CommandFailed('bukti policy publish: name one file', 2);
  const { pack, content, examples } = await openSoundPack(file);
  const token = (await text(process.stdin)).trim();
  if (token === '')
    throw new CommandFailed(
      'bukti policy publish: give a bearer token on the standard input, such as `bukti token --persona hr | …`',
      2,
    );
  const body = { agency, content, examples: examples === null ? null : { about: file, examples } };
  const response = await fetch(`${publicUrl}/api/v1/policies/proposals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new CommandFailed(`${publicUrl} does not answer: ${error instanceof Error ? error.message : 'no reason'}`);
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new CommandFailed(`${String(response.status)} ${JSON.stringify(answer)}`);
  const { proposalId } = proposedAnswer.loose().parse(answer);
  const where = `${publicUrl}/policies/proposals/${proposalId}`;
  const told = {
    id: `${shelfName(pack)} diusulkan; orang lain menerbitkannya: ${where}`,
    en: `${shelfName(pack)} is proposed; another person publishes it: ${where}`,
  };
  process.stdout.write(json ? `${JSON.stringify({ proposal: proposalId, url: where })}\n` : `${told[language]}\n`);
  return 0;
}
