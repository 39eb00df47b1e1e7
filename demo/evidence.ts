import { addDays, addMonths } from '#domain/dates.ts';
import type { Chance } from './chance.ts';
import type { Assessed, Evidence, Punished, Rated, Rating } from './citizen.ts';

/** What decides how much there is about a person. */
export interface Standing {
  readonly asOf: string;
  readonly startedOn: string;
  readonly rung: 'jpt' | 'administrator' | 'pengawas' | 'specialist' | 'staff';
  /** 0 to 1: how strong a performer this person is. */
  readonly talent: number;
  /** 0 to 1: how much more this person could do; only loosely tied to talent. */
  readonly promise: number;
}

/** All that was ever recorded about a person's work, with the spread of a real city. */
export function drawEvidence(chance: Chance, standing: Standing): Evidence {
  return {
    performance: drawPerformance(chance, standing),
    trainings: drawTrainings(chance, standing),
    courses: drawCourses(chance, standing),
    sanctions: drawSanctions(chance, standing),
    awards: drawAwards(chance, standing),
    teams: drawTeams(chance, standing),
    feedback: chance.happens(0.995) ? decimal(clamp(chance.normal(88 + 4 * standing.talent, 2.5), 60, 99.5)) : null,
    assessments: drawAssessments(chance, standing),
    wealth: drawWealth(chance, standing),
  };
}

function decimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Above this talent people are mostly rated Sangat Baik. */
const stardom = 0.85;

/** Sangat Baik 15 %, Baik 78 %, Butuh Perbaikan 5 %, Kurang 1,5 %, Sangat Kurang 0,5 %. */
const ratings: readonly (readonly [readonly [Rating, Rating], number])[] = [
  [['above', 'above'], 15],
  [['meets', 'meets'], 52],
  [['above', 'meets'], 18],
  [['meets', 'above'], 8],
  [['below', 'meets'], 4],
  [['below', 'above'], 1],
  [['meets', 'below'], 1.5],
  [['below', 'below'], 0.5],
];

function drawPerformance(chance: Chance, { asOf, startedOn, talent }: Standing): Rated[] {
  const last = Number(asOf.slice(0, 4)) - 1;
  const isGone = chance.happens(0.025);
  return [last - 1, last].flatMap((year) => {
    if (startedOn > `${year}-06-30` || (isGone && year === last)) return [];
    const isStar = chance.happens(talent > stardom ? 0.86 : 0.025);
    const [result, conduct] = isStar ? (['above', 'above'] as const) : chance.weighted(ratings.slice(1));
    return [{ year, result, conduct }];
  });
}

const trainingNames = {
  jpt: 'PKN Tingkat II',
  administrator: 'Pelatihan Kepemimpinan Administrator',
  pengawas: 'Pelatihan Kepemimpinan Pengawas',
};

function drawTrainings(chance: Chance, { asOf, rung }: Standing): Evidence['trainings'] {
  if (rung === 'specialist' || rung === 'staff') return [];
  return chance.happens(0.7) ? [{ title: trainingNames[rung], endedOn: addMonths(asOf, -chance.between(2, 90)) }] : [];
}

function drawCourses(chance: Chance, { asOf, rung, promise }: Standing): Evidence['courses'] {
  const usual = { jpt: 3, administrator: 4, pengawas: 4, specialist: 4, staff: 2 }[rung];
  const count = Math.round(clamp(chance.normal(usual + 7 * (promise - 0.4), 1.5), 0, 12));
  return Array.from({ length: count }, () => ({
    type: chance.weighted([
      ['T', 6],
      ['F', 3],
      ['P', 1],
    ] as const),
    endedOn: addDays(asOf, -chance.between(20, 1500)),
  }));
}

/** About one in fifty was ever punished; a few dozen are serving now. */
function drawSanctions(chance: Chance, { asOf, startedOn }: Standing): Punished[] {
  if (!chance.happens(0.022) || startedOn > addMonths(asOf, -72)) return [];
  const level = chance.weighted([
    ['R', 5],
    ['S', 3],
    ['B', 2],
  ] as const);
  const months = level === 'R' ? null : level === 'S' ? chance.pick([6, 9, 12]) : 12;
  const servedMonths = months !== null && chance.happens(0.5) ? chance.between(1, months - 2) : chance.between(14, 70);
  const type = { R: '11', S: months === 6 ? '23' : months === 9 ? '24' : '25', B: chance.pick(['27', '28']) }[level];
  return [{ level, type, startedOn: addMonths(asOf, -servedMonths), months, revoked: chance.happens(0.05) }];
}

function drawAwards(chance: Chance, { asOf, talent }: Standing): Evidence['awards'] {
  if (!chance.happens(0.14 + 0.45 * Math.max(0, talent - 0.6))) return [];
  const level = chance.weighted([
    ['instansi', 70],
    ['lintas instansi', 18],
    ['nasional', 11],
    ['internasional', 1],
  ]);
  return [{ level, givenOn: addMonths(asOf, -chance.between(2, 72)) }];
}

function drawTeams(chance: Chance, { asOf, talent }: Standing): Evidence['teams'] {
  if (chance.happens(talent > stardom ? 0.03 : 0.06)) return [];
  const role = chance.weighted(talent > stardom ? starRoles : usualRoles);
  const startedOn = addMonths(asOf, -chance.between(4, 20));
  return [{ role, startedOn, endedOn: chance.happens(0.5) ? addMonths(startedOn, 3) : null }];
}

const usualRoles = [
  ['anggota internal', 70],
  ['anggota lintas instansi', 20],
  ['ketua internal', 8],
  ['ketua lintas instansi', 2],
] as const;
const starRoles = [
  ['anggota internal', 4],
  ['anggota lintas instansi', 16],
  ['ketua internal', 52],
  ['ketua lintas instansi', 28],
] as const;

const referencePosts = {
  jpt: ['JPT Pratama', 4],
  administrator: ['Administrator', 3],
  pengawas: ['Pengawas', 2],
  specialist: ['Pelaksana', 2],
  staff: ['Pelaksana', 1],
} as const;

function drawAssessments(chance: Chance, { asOf, rung, promise }: Standing): Assessed[] {
  const isExpired = chance.happens(0.023);
  const [post, standard] = referencePosts[rung];
  const meets = rung === 'staff' ? 1 : 0.1 + 0.95 * promise;
  const levels = Array.from({ length: 9 }, () => {
    return clamp(chance.happens(meets) ? standard + chance.between(0, 1) : standard - 1, 1, 5);
  });
  const middle = 0.7 + 4.6 * promise;
  const potential = Array.from({ length: 8 }, () => Math.round(clamp(chance.normal(middle, 0.7), 1, 5)));
  return [
    {
      assessedOn: addMonths(asOf, isExpired ? -chance.between(38, 60) : -chance.between(1, 30)),
      post,
      standards: levels.map(() => standard),
      levels,
      potential: chance.happens(0.009) ? null : potential,
    },
  ];
}

/** Officials report their wealth; a few have not yet. */
function drawWealth(chance: Chance, { asOf, rung }: Standing): Evidence['wealth'] {
  if (rung === 'specialist' || rung === 'staff') return null;
  return chance.happens(0.97) ? wealthOn(asOf, chance.between(10, 30)) : { ...wealthOn(asOf, 10), filedOn: null };
}

/** Reports are due by the end of March and checked in April. */
export function wealthOn(asOf: string, day: number): { readonly checkedOn: string; readonly filedOn: string } {
  const year = Number(asOf.slice(0, 4)) - (asOf.slice(5) < '04-15' ? 1 : 0);
  return { checkedOn: `${year}-04-15`, filedOn: `${year}-03-${day}` };
}
