import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { drawCitizen, type Place } from './careers.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Citizen, nipCounter } from './citizen.ts';
import { buildCity, type City, type CityUnit } from './city.ts';
import { writeCity } from './city-files.ts';
import { storyVacancies } from './story.ts';
import { storyCitizen } from './story-citizens.ts';
import { storyPeople } from './story-people.ts';

export interface CityOptions {
  readonly seed?: string;
  /** The day on which the city is as described; performance is that of the two years before. */
  readonly asOf?: string;
  readonly people?: number;
}

export const defaultAsOf = '2026-11-02';

/** Kota Contoh as SIASN-style files, by name. The same options give the same bytes. */
export function generateCity(options: CityOptions = {}): Map<string, string> {
  const { seed = 'kota-contoh/1', asOf = defaultAsOf, people = 8500 } = options;
  const city = buildCity();
  const citizens = populate(city, { seed, asOf, people });
  return writeCity(city, citizens, { seed, asOf });
}

function populate(city: City, { seed, asOf, people }: Required<CityOptions>): Citizen[] {
  const story = storyPeople.map((person) => storyCitizen(person, city, asOf));
  const taken = new Set(story.map(({ post }) => post?.code).filter((code) => code !== undefined));
  for (const { postCode } of storyVacancies) taken.add(postCode);
  const takeNip = nipCounter(story.map(({ nip }) => nip));
  const holders = city.posts
    .filter(({ code }) => !taken.has(code))
    .map(
      (post): Place => ({
        rung: post.eselon.startsWith('2') ? 'jpt' : post.eselon.startsWith('3') ? 'administrator' : 'pengawas',
        kind: 'PNS',
        unit: post.unit,
        post,
      }),
    );
  const rest = people - story.length - holders.length;
  const placing = chanceOf(`${seed}/places`);
  const places = [...holders, ...Array.from({ length: rest }, () => drawPlace(placing, city.units))];
  const drawn = places.map((place, index) => {
    const chance = chanceOf(`${seed}/person/${index}`);
    return drawCitizen(`person/${index}`, place, { chance, asOf, units: city.units, takeNip });
  });
  return [...story, ...drawn].toSorted((left, right) => (left.nip < right.nip ? -1 : 1));
}

/** Specialists and staff: teachers and health workers are the most, contract staff a fifth. */
function drawPlace(chance: Chance, units: readonly CityUnit[]): Place {
  const rung = chance.happens(0.667) ? 'specialist' : 'staff';
  const kind = rung === 'specialist' && chance.happens(0.355) ? 'PPPK' : 'PNS';
  const weights = units.map((unit): readonly [CityUnit, number] => [unit, crowd(unit, rung)]);
  return { rung, kind, unit: chance.weighted(weights), post: null };
}

function crowd(unit: CityUnit, rung: 'specialist' | 'staff'): number {
  const isSchools = unit.name === 'Dinas Pendidikan';
  const isHealth = unit.name === 'Dinas Kesehatan' || unit.kind === 'rsud';
  if (rung === 'specialist') return isSchools ? 90 : isHealth ? 32 : 1.6;
  return isSchools ? 12 : isHealth ? 8 : unit.kind === 'kecamatan' ? 5 : 3;
}

/** Writes the files of a city into a folder. */
export async function writeCityFiles(folder: string, options: CityOptions = {}): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = generateCity(options);
  await Promise.all([...files].map(([name, text]) => writeFile(join(folder, name), text)));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, seed: { type: 'string' }, 'as-of': { type: 'string' } },
  });
  if (values.out === undefined) throw new Error('say where: --out FOLDER [--seed TEXT] [--as-of YYYY-MM-DD]');
  await writeCityFiles(values.out, {
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...(values['as-of'] === undefined ? {} : { asOf: values['as-of'] }),
  });
}
