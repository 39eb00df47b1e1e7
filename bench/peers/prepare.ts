import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issueDemoToken } from '#platform/identity-provider.ts';
import { readJson } from '#platform/kept-files.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { foundBenchAgency } from '../agency.ts';
import { type DraftedCase, draftCases } from '../seeding.ts';

/**
 * What the adapter of the peers' benchmark asks of the product outside of its measurements:
 * `prepare.ts found URL FOLDER COUNT`, `prepare.ts tokens FOLDER` once the server runs, `prepare.ts verify URL`.
 */
export interface Prepared {
  readonly settings: Readonly<Record<string, string>>;
  readonly names: readonly string[];
  readonly cases: readonly DraftedCase[];
}

const committees = 16;
const [task, ...given] = process.argv.slice(2);

async function found(adminUrl: string, folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const agency = await foundBenchAgency(adminUrl, folder, { vacancies: count, people: count, committees });
  const cases = await draftCases(agency, { count, committees });
  await agency.admin.run('ANALYZE');
  await agency.close();
  const prepared: Prepared = { settings: agency.settings, names: agency.accountNames, cases };
  await writeFile(join(folder, 'prepared.json'), JSON.stringify(prepared));
}

async function issueTokens(folder: string): Promise<void> {
  const { names } = (await readJson<Prepared>(join(folder, 'prepared.json'))) ?? { names: [] };
  const personas = names.map((name) => ({ name }));
  const tokens: Record<string, string> = {};
  for (const name of names) {
    const issued = await issueDemoToken(name, { dataDir: folder, personas });
    if ('problem' in issued) throw new Error(issued.problem);
    tokens[name] = issued.token;
  }
  await writeFile(join(folder, 'tokens.json'), JSON.stringify(tokens));
}

const [first = '', second = '', third = '0'] = given;
if (task === 'found') await found(first, second, Number(third));
else if (task === 'tokens') await issueTokens(first);
else if (task === 'verify') await expectLedgerIntact({ adminUrl: first });
else throw new Error('prepare.ts found | tokens | verify');
