import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDay } from '#domain/dates.ts';
import type { MappedPerson } from '#domain/population-diff.ts';
import { readPopulation } from '#features/mapping/population.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase } from '#platform/database.ts';
import { populationFileSchema } from '#schemas/person-record.ts';
import { connectionName } from './house.ts';
import { failed, faultsOf, readContent } from './policy-files.ts';

export interface PeopleAsked {
  /** `database`, or a folder of JSON files. */
  readonly source: string;
  readonly agency: string;
  /** The day on which everybody is looked at; of the database today where none is given. */
  readonly on: string | undefined;
  /** One person alone. */
  readonly ref?: string;
}

export interface Population {
  readonly asOf: string;
  readonly people: readonly MappedPerson[];
}

const largestPopulationBytes = 256 * 1024 * 1024;

/** Everybody of a source, by reference: names and numbers are not read. */
export async function readPeople(config: Config, asked: PeopleAsked): Promise<Population> {
  const { on } = asked;
  if (on !== undefined && parseDay(on) === undefined)
    throw new CommandFailed(`--on ${on} is not a day (YYYY-MM-DD)`, 2);
  return asked.source === 'database' ? readDatabase(config, asked) : readFolder(asked);
}

async function readDatabase({ databaseUrls, dataDir }: Config, asked: PeopleAsked): Promise<Population> {
  const { agency, on, ref } = asked;
  if (databaseUrls.app === undefined) {
    throw new CommandFailed(`Set DATABASE_APP_URL, or run this while \`bukti start\` runs on ${dataDir}.`, 2);
  }
  const url = databaseUrls.app.reveal();
  const db = openDatabase({ url, poolSize: 1, applicationName: connectionName('policy') });
  try {
    const found = await readPopulation(db, { agency, ref });
    if (found === undefined) throw new CommandFailed(`There is no agency ${agency}.`, 2);
    return { asOf: on ?? found.today, people: found.people };
  } finally {
    await db.close();
  }
}

async function readFolder({ source, on, ref }: PeopleAsked): Promise<Population> {
  if (on === undefined) throw new CommandFailed('A folder of people has no today: give --on YYYY-MM-DD.', 2);
  const isFolder = await stat(source).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw failed('policy.file-unreadable', { file: source });
  const names = (await readdir(source)).filter((name) => name.endsWith('.json')).toSorted();
  const people: MappedPerson[] = [];
  for (const name of names) people.push(...(await readPeopleFile(join(source, name))));
  return { asOf: on, people: ref === undefined ? people : people.filter((person) => person.ref === ref) };
}

async function readPeopleFile(file: string): Promise<readonly MappedPerson[]> {
  const { content } = await readContent(file, largestPopulationBytes);
  const parsed = populationFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw failed('policy.file-form', { file, form: 'people', fault: faultsOf(parsed.error.issues) });
}
