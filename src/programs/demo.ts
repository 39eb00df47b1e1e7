import { join } from 'node:path';
import { demoAccounts } from '#demo/accounts.ts';
import { demoAgency, foundCity } from '#demo/found-city.ts';
import { personas } from '#demo/personas.ts';
import { openStoryApi } from '#demo/story-api.ts';
import { tellStory } from '#demo/tell-story.ts';
import { localDayOf } from '#domain/working-days.ts';
import { readClock } from '#platform/clock.ts';
import { CommandFailed } from '#platform/command-failed.ts';
import { type Config, childEnvironment, loadConfig } from '#platform/config.ts';
import { issueDemoToken } from '#platform/identity-provider.ts';
import type { InstanceSettings } from '#platform/instance.ts';
import { readJson, writeAtomically } from '#platform/kept-files.ts';
import { openHouse } from './house.ts';
import type { StartHooks, StartStep } from './start.ts';

/** What a first start of the demo does besides: Kota Contoh, then its story. Every later start finds both done. */
export function demoHooks(config: Config): StartHooks {
  if (config.demo === false) return {};
  return { prepare: found, firstStart: tell, greeting: greet };
}

/** What start has decided comes before the environment: a PORT of 0 has become a number. */
function decided(settings: InstanceSettings): Config {
  return loadConfig(childEnvironment(settings));
}

async function found({ settings, say }: StartStep): Promise<void> {
  const config = decided(settings);
  const opened = await openHouse(config, { program: 'demo', poolSize: 2 });
  try {
    const { db, ledger } = opened.house;
    await foundCity({ db, ledger, folder: join(config.dataDir, 'demo'), say });
  } finally {
    await opened.close();
  }
}

async function tell({ settings, say, stopping }: StartStep): Promise<void> {
  const config = decided(settings);
  const file = join(config.dataDir, 'demo', 'story.json');
  const known = await readJson<StoryState>(file);
  if (known?.isTold === true) return;
  say('Telling the story of Kota Contoh: its people act, each through the API');
  const day = known?.day ?? (await readToday(config));
  await writeAtomically(file, JSON.stringify({ day, isTold: false } satisfies StoryState));
  const api = openStoryApi({ url: config.publicUrl, tokenOf: (name) => tokenOf(config, name), signal: stopping });
  await tellStory({ api, day, say });
  await writeAtomically(file, JSON.stringify({ day, isTold: true } satisfies StoryState));
}

interface StoryState {
  readonly day: string;
  readonly isTold: boolean;
}

/** By the database's clock. */
async function readToday(config: Config): Promise<string> {
  const opened = await openHouse(config, { program: 'demo', poolSize: 1 });
  try {
    return localDayOf(await readClock(opened.house.db), demoAgency.zone);
  } finally {
    await opened.close();
  }
}

async function tokenOf({ dataDir }: Config, name: string): Promise<string> {
  const issued = await issueDemoToken(name, { dataDir, personas: demoAccounts });
  if ('problem' in issued) throw new CommandFailed(`no token for ${name}: ${issued.problem}`);
  return issued.token;
}

async function greet(): Promise<readonly string[]> {
  const width = Math.max(...personas.map(({ name }) => name.length));
  return [
    'Personas (sign in on the page, or: npx bukti token --persona NAME):',
    ...personas.map(
      ({ name, displayName, role }) => `  ${name.padEnd(width)}  ${displayName}, ${role.en} (${role.id})`,
    ),
  ];
}
