import { demoAccounts } from '#demo/accounts.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { issueDemoToken } from '#platform/identity-provider.ts';

/** Prints a bearer token of each persona or candidate of the story, one a line in the order asked, and nothing else. */
export async function runToken(config: Config, names: readonly string[]): Promise<number> {
  // None is printed when one of them cannot be.
  const tokens: string[] = [];
  for (const name of names) tokens.push(await tokenOf(config, name));
  process.stdout.write(tokens.map((token) => `${token}\n`).join(''));
  return 0;
}

async function tokenOf({ dataDir }: Config, name: string): Promise<string> {
  const issued = await issueDemoToken(name, { dataDir, personas: demoAccounts });
  if ('token' in issued) return issued.token;
  throw new CommandFailed(
    issued.problem === 'unknown-persona'
      ? `There is no persona "${name}". There are: ${demoAccounts.map((account) => account.name).join(', ')}.`
      : `No demo has run on ${dataDir} yet. Run \`bukti start\` first.`,
  );
}
