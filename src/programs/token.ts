import { demoAccounts } from '#demo/accounts.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { issueDemoToken } from '#platform/identity-provider.ts';

/** Prints a bearer token of a persona, or of a candidate of the story, and nothing else. */
export async function runToken({ dataDir }: Config, persona: string): Promise<number> {
  const issued = await issueDemoToken(persona, { dataDir, personas: demoAccounts });
  if ('token' in issued) {
    process.stdout.write(`${issued.token}\n`);
    return 0;
  }
  const names = demoAccounts.map(({ name }) => name).join(', ');
  throw new CommandFailed(
    issued.problem === 'unknown-persona'
      ? `There is no persona "${persona}". There are: ${names}.`
      : `No demo has run on ${dataDir} yet. Run \`bukti start\` first.`,
  );
}
