import { readFile } from 'node:fs/promises';
import { ledgerCodes } from '#ledger/codes.ts';
import { disclosureRules } from '#ledger/disclosure.ts';
import { officeActs } from '#ledger/merit/office-acts.ts';
import { personalActs } from '#ledger/merit/personal-acts.ts';
import { entryTypes } from '#ledger/registry.ts';
import { checkNames, labels, results, skipWords, statusWords } from '#ledger/report.ts';
import type { EntryType } from '#ledger/types.ts';

export const pythonVerifier = 'verifiers/bukti_verify.py';

const [start, end] = ['# data: generated\n', '# data: end\n'];

function typeLine([name, { stream, open, committed }]: [string, EntryType]): [string, object] {
  return [name, { streams: [stream].flat(), open, committed: Object.keys(committed) }];
}

/** A JSON object with one member a line, so that a change reads well in review. */
function table(name: string, members: readonly (readonly [string, object])[]): string {
  const lines = members.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `${JSON.stringify(name)}: {\n${lines.join(',\n')}\n}`;
}

/** The Python verifier with the types of entries, what each profile discloses, and the words of findings and report as the sources say them. */
export async function fillPythonVerifier(): Promise<string> {
  const text = await readFile(pythonVerifier, 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the markers of the data are missing in ${pythonVerifier}`);
  const data = [
    table('types', Object.entries(entryTypes as Readonly<Record<string, EntryType>>).map(typeLine)),
    table('codes', Object.entries(ledgerCodes)),
    table('disclosure', Object.entries(disclosureRules)),
    `"personalActs": ${JSON.stringify([...personalActs])}`,
    table('offices', [...officeActs]),
    table('words', Object.entries({ checks: checkNames, status: statusWords, skips: skipWords, results, labels })),
  ].join(',\n');
  return `${text.slice(0, from + start.length)}DATA = json.loads(\n    r"""{\n${data}\n}"""\n)\n${text.slice(to)}`;
}
