import { profileColumns } from '#schemas/siasn-columns.ts';
import { type HistoryKind, historyNames, profileName } from '#schemas/siasn-files.ts';
import { chanceOf } from './chance.ts';
import type { Citizen } from './citizen.ts';
import type { City, CityUnit } from './city.ts';
import { historyAbout, type PersonRows, personRows } from './history-files.ts';
import { lineOf, type ProfileCells, profileCells, refusedLines, spoilProfile } from './profile-file.ts';

export interface Writing {
  readonly seed: string;
  readonly asOf: string;
}

const kinds = {
  jobs: ['posts', 'JAB'],
  performance: ['performance', 'KIN'],
  trainings: ['trainings', 'DIK'],
  courses: ['courses', 'KUR'],
  sanctions: ['sanctions', 'HUK'],
  awards: ['awards', 'PGH'],
  teams: ['teams', 'TIM'],
  feedback: ['feedback', 'UMP'],
  assessments: ['assessments', 'KOM'],
  wealth: ['wealth', 'LHK'],
} as const satisfies Record<keyof PersonRows, readonly [HistoryKind, string]>;

/** The files of a city by name, with the mistakes of real ones; people of the story are spared. */
export function writeCity(city: City, citizens: readonly Citizen[], { seed, asOf }: Writing): Map<string, string> {
  const heads = headsOf(citizens);
  const profile: string[] = [profileColumns.join('|')];
  const doubtful: ProfileCells[] = [];
  const histories = Object.entries(kinds).map(([rows, [kind, prefix]]) => {
    return { rows: rows as keyof PersonRows, name: historyNames[kind], prefix, lines: [] as string[] };
  });
  citizens.forEach((citizen, index) => {
    const chance = citizen.key.startsWith('story/') ? null : chanceOf(`${seed}/dirt/${citizen.key}`);
    const clean = profileCells(citizen, index + 1);
    profile.push(lineOf(chance === null ? clean : spoilProfile(clean, citizen, chance)));
    if (index % 1700 === 7)
      doubtful.push({ ...clean, 'PNS ID': '', 'NIP BARU': `${clean['NIP BARU'].slice(0, 15)}998` });
    const head = heads.get(citizen.unit.code);
    const rater = head === undefined || head === citizen ? (citizens[(index + 1) % citizens.length] ?? citizen) : head;
    const own = personRows({ citizen, index: index + 1, asOf, chance, rater });
    for (const { rows, prefix, lines } of histories) {
      for (const row of own[rows]) lines.push(rowText(row, `${prefix}-${String(lines.length + 1).padStart(6, '0')}`));
    }
  });
  profile.push(...refusedLines(doubtful));
  return new Map([
    [profileName, `${profile.join('\n')}\n`],
    [historyNames.units, listText(unitRows(city.units).map((row) => JSON.stringify(row)))],
    [historyNames.masterPosts, listText(postRows(city).map((row) => JSON.stringify(row)))],
    ...histories.map(({ name, lines }): [string, string] => [name, listText(lines)]),
  ]);
}

/** Heads rate the people of their unit. */
function headsOf(citizens: readonly Citizen[]): ReadonlyMap<string, Citizen> {
  const heads = citizens.filter(({ post }) => post?.eselon.startsWith('2') === true);
  return new Map(heads.map((head) => [head.unit.code, head]));
}

/** The live units, and what a real reference list drags along: deleted rows and one name twice. */
function unitRows(units: readonly CityUnit[]): object[] {
  const live = units.map(({ code, name, fields }) => ({ id: code, nama: name, bidangIlmu: fields }));
  const name = units[0]?.name ?? '';
  return [
    ...live,
    { id: 'F'.repeat(32), nama: '#DELETE#' },
    { id: 'E'.repeat(32), nama: `#DELETE# ${name}` },
    { id: 'D'.repeat(32), nama: name.toUpperCase() },
  ];
}

function postRows({ posts }: City): object[] {
  return posts.map(({ code, title, unit, eselon }) => ({ id: code, nama: title, eselonId: eselon, unorId: unit.code }));
}

function rowText(row: object, id: string): string {
  return `{"id":"${id}",${JSON.stringify(row).slice(1)}`;
}

function listText(lines: readonly string[]): string {
  return `{"about":${JSON.stringify(historyAbout)},"data":[\n${lines.join(',\n')}\n]}\n`;
}
