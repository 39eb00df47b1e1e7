import type { Words } from '#domain/citation.ts';
import { deriveMerit, tellDerivation } from '#domain/derivation.ts';
import { diffPacks } from '#domain/pack-diff.ts';
import { tellChanges } from '#domain/pack-diff-words.ts';
import { type TriedExample, tryExample } from '#domain/pack-examples.ts';
import { isFault, type Language, type PackFinding, tellFinding } from '#domain/pack-findings.ts';
import { diffPopulation } from '#domain/population-diff.ts';
import { stopwatch } from '#platform/clock.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { failed, type OpenedPack, openPacks, openSoundPack } from './policy-files.ts';
import { type PeopleAsked, readPeople } from './policy-people.ts';
import { proposeByCommand } from './policy-publish.ts';
import { tellDifference, tellLintFinding, tellPopulation } from './policy-reports.ts';

export interface PolicyCommand {
  /** The act, then its files. */
  readonly words: readonly string[];
  readonly language: Language;
  readonly json: boolean;
  readonly agency: string;
  /** `database` or a folder. */
  readonly people?: string;
  /** Reference of one person. */
  readonly person?: string;
  readonly on?: string;
}

/** `bukti policy lint | test | diff | explain | publish`: what a pack says, whether it is sound, whom a change moves, and its proposal. */
export async function runPolicy(config: Config, command: PolicyCommand): Promise<number> {
  const [act = '', ...files] = command.words;
  if (files.length === 0) throw new CommandFailed(`bukti policy ${act}: name a file`, 2);
  switch (act) {
    case 'lint':
      return lint(files, command);
    case 'test':
      return test(files, command);
    case 'diff':
      return diff(config, files, command);
    case 'explain':
      return explain(config, files, command);
    case 'publish':
      return proposeByCommand(config, files, command);
    default:
      throw new CommandFailed(`there is no bukti policy ${act}; there are lint, test, diff, explain and publish`, 2);
  }
}

function write(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function lint(files: readonly string[], { json, language }: PolicyCommand): Promise<number> {
  const linted = (await openPacks(files)).map((opened) => ({ ...opened, findings: findingsOf(opened, language) }));
  for (const { file, name, findings } of linted) {
    const faults = findings.filter(isFault).length;
    const count = `${faults} ${language === 'id' ? 'kesalahan' : 'faults'}, ${findings.length - faults} ${language === 'id' ? 'catatan' : 'notes'}`;
    if (json)
      write([JSON.stringify({ file, name, faults, findings: findings.map((one) => tellFinding(one, language)) })]);
    else write([`${file} (${name}): ${count}`, ...findings.map((one) => tellLintFinding(one, language))]);
  }
  return linted.some(({ findings }) => findings.some(isFault)) ? 1 : 0;
}

/** The pack's own findings, and its worked examples where they can be tried. */
function findingsOf({ findings, examples, pack }: OpenedPack, language: Language): readonly PackFinding[] {
  const missing: readonly PackFinding[] = examples === null ? [{ code: 'pack.examples-missing', path: [] }] : [];
  const failing = (pack === undefined ? [] : triedOf({ examples, pack })).filter(({ passes }) => !passes);
  return [
    ...findings,
    ...missing,
    ...failing.map((tried) => {
      const details = { example: tried.id, difference: tellDifference(tried, language) };
      return { code: 'pack.example-failing', path: ['examples', tried.id], details } as const;
    }),
  ];
}

function triedOf({ examples, pack }: Pick<OpenedPack, 'examples' | 'pack'>): readonly TriedExample[] {
  return pack === undefined ? [] : (examples ?? []).map((example) => tryExample(example, pack));
}

async function test(files: readonly string[], { json, language }: PolicyCommand): Promise<number> {
  const opened = await openPacks(files);
  let isSound = true;
  for (const one of opened) {
    if (one.pack === undefined) throw failed('policy.pack-faulty', { file: one.file });
    const tried = triedOf(one);
    const failing = tried.filter(({ passes }) => !passes);
    isSound &&= failing.length === 0 && tried.length > 0;
    if (json) write(tried.map((each) => JSON.stringify({ file: one.file, ...each })));
    else write([summaryOf(one, tried, language), ...failing.map((each) => tellFailing(each, language))]);
  }
  return isSound ? 0 : 1;
}

function summaryOf({ file, name }: OpenedPack, tried: readonly TriedExample[], language: Language): string {
  const passing = tried.filter(({ passes }) => passes).length;
  const told = {
    id: `${passing} dari ${tried.length} contoh terhitung benar`,
    en: `${passing} of ${tried.length} worked examples come out as written`,
  };
  return `${file} (${name}): ${told[language]}`;
}

function tellFailing(tried: TriedExample, language: Language): string {
  return `  ${tried.id}  ${tried.text[language]}\n    ${tellDifference(tried, language)}`;
}

async function diff(config: Config, files: readonly string[], command: PolicyCommand): Promise<number> {
  const [first, second, ...more] = files;
  if (first === undefined || second === undefined || more.length > 0)
    throw new CommandFailed('bukti policy diff: name two files, the earlier one first', 2);
  const { language, json } = command;
  const [before, after] = [await openSoundPack(first), await openSoundPack(second)];
  const changes = diffPacks(before.content, after.content);
  const rules = tellChanges(changes, { before: before.content, after: after.content }, language);
  const moved = command.people === undefined ? undefined : await diffPeople(config, [before, after], command);
  if (json) {
    write([JSON.stringify({ before: before.name, after: after.name, changes, rules, population: moved ?? null })]);
    return 0;
  }
  write([
    `${before.name} → ${after.name}: ${changes.length} ${language === 'id' ? 'perubahan' : 'changes'}`,
    ...rules.flatMap(({ rule, changes: told }) => [rule, ...told.map((line) => `  ${line}`)]),
  ]);
  if (moved !== undefined) {
    const { asOf, seconds, ...population } = moved;
    write(['', `${asOf}, ${seconds.toFixed(2)} s`, ...tellPopulation(population, language, namesOf([before, after]))]);
  }
  return 0;
}

type Sound = Awaited<ReturnType<typeof openSoundPack>>;

function namesOf(packs: readonly Sound[]): Map<string, Words> {
  const rules = packs.flatMap(({ pack }) => pack.indicators);
  return new Map(rules.map(({ code, label }) => [code, label]));
}

async function diffPeople(config: Config, [before, after]: readonly [Sound, Sound], command: PolicyCommand) {
  const { asOf, people } = await readPeople(config, peopleAsked(command));
  const elapsed = stopwatch();
  const found = diffPopulation({ before: before.pack, after: after.pack, people, asOf });
  return { asOf, seconds: elapsed(), ...found };
}

function peopleAsked({ people = 'database', agency, on, person }: PolicyCommand): PeopleAsked {
  return { source: people, agency, on, ...(person === undefined ? {} : { ref: person }) };
}

async function explain(config: Config, files: readonly string[], command: PolicyCommand): Promise<number> {
  const [file = '', ...more] = files;
  const { person, language, json } = command;
  if (person === undefined || more.length > 0)
    throw new CommandFailed('bukti policy explain: name one pack and --person with a reference', 2);
  const { pack, name } = await openSoundPack(file);
  const { asOf, people } = await readPeople(config, peopleAsked(command));
  const [found] = people;
  if (found === undefined) throw failed('policy.person-missing', {});
  const context = { asOf, targetLevel: null, fieldsOfStudy: found.fieldsOfStudy };
  const derivation = deriveMerit({ record: found.record, pack, context });
  const lines = tellDerivation(derivation, language);
  if (json) write([JSON.stringify({ pack: name, person: found.ref, asOf, indicators: derivation.indicators, lines })]);
  else write([`${found.ref}, ${name}, ${asOf}`, '', ...lines]);
  return 0;
}
