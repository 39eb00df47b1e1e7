import { addDays, addMonths } from '#domain/dates.ts';
import type { Chance } from './chance.ts';
import type { Citizen, Education, Job, TakeNip } from './citizen.ts';
import { agencyName, type CityPost, type CityUnit } from './city.ts';
import { drawEvidence, type Standing } from './evidence.ts';
import { drawName } from './names.ts';

/** What a place in the city asks for; everything else about its holder is drawn. */
export interface Place {
  readonly rung: Standing['rung'];
  readonly kind: Citizen['kind'];
  readonly unit: CityUnit;
  readonly post: CityPost | null;
}

export interface Draw {
  readonly chance: Chance;
  readonly asOf: string;
  readonly units: readonly CityUnit[];
  readonly takeNip: TakeNip;
}

const ages = {
  jpt: [45, 58],
  administrator: [38, 57],
  pengawas: [33, 56],
  specialist: [24, 58],
  staff: [23, 57],
} as const;

export function drawCitizen(key: string, place: Place, draw: Draw): Citizen {
  const { chance, asOf, takeNip } = draw;
  const { rung, kind, unit, post } = place;
  const sex = chance.happens(0.52) ? 'female' : 'male';
  const [youngest, oldest] = ages[rung];
  const age = chance.between(youngest, kind === 'PPPK' ? 48 : oldest);
  const bornOn = addDays(asOf, -Math.round(age * 365.25) - chance.between(0, 364));
  const startedOn = startOf(chance, { asOf, bornOn, kind, age });
  const education = drawEducation(chance, place, bornOn);
  const years = yearsBetween(startedOn, asOf);
  const ladder = ladderOf(draw, { place, startedOn, years });
  const talent = chance.next();
  const promise = 0.25 * talent + 0.75 * chance.next();
  return {
    key,
    nip: takeNip({ bornOn, startedOn, sex, kind }),
    name: drawName(chance, sex),
    ...degreesOf(chance, education),
    sex,
    kind,
    bornOn,
    startedOn,
    rank: rankOf({ rung, years, education, kind }),
    status: kind === 'PNS' && chance.happens(0.008) ? chance.pick(['02', '03', '03', '04', '20']) : '01',
    education,
    unit,
    post,
    ...ladder,
    evidence: drawEvidence(chance, { asOf, startedOn, rung, talent, promise }),
  };
}

interface Beginning {
  readonly asOf: string;
  readonly bornOn: string;
  readonly kind: Citizen['kind'];
  readonly age: number;
}

function startOf(chance: Chance, { asOf, bornOn, kind, age }: Beginning): string {
  if (kind === 'PPPK') return `${Number(asOf.slice(0, 4)) - chance.between(1, 4)}-03-01`;
  const startAge = chance.between(20, Math.min(29, age - 2));
  return `${addMonths(bornOn, 12 * startAge).slice(0, 7)}-01`;
}

export function yearsBetween(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
}

type Levels = readonly (readonly [Education['level'], number])[];

const contractLevels: Levels = [
  ['30', 20],
  ['40', 80],
];
const levelsByRung: Readonly<Record<Standing['rung'], Levels>> = {
  jpt: [
    ['40', 10],
    ['45', 75],
    ['50', 15],
  ],
  administrator: [
    ['40', 45],
    ['45', 53],
    ['50', 2],
  ],
  pengawas: [
    ['35', 10],
    ['40', 65],
    ['45', 25],
  ],
  specialist: [
    ['30', 18],
    ['35', 6],
    ['40', 61],
    ['45', 15],
  ],
  staff: [
    ['15', 33],
    ['30', 17],
    ['40', 46],
    ['45', 4],
  ],
};
const otherFields = ['ekonomi', 'sastra', 'teknik mesin', 'ilmu sosial', 'pertanian'];

function drawEducation(chance: Chance, { rung, unit, kind }: Place, bornOn: string): Education {
  const level = chance.weighted(kind === 'PPPK' ? contractLevels : levelsByRung[rung]);
  const field = chance.pick(chance.happens(0.72) ? unit.fields : otherFields);
  const graduated = Number(bornOn.slice(0, 4)) + { '15': 18, '30': 21, '35': 22, '40': 23, '45': 30, '50': 38 }[level];
  return { level, field, graduated };
}

function degreesOf(chance: Chance, { level }: Education): { before: string; after: string } {
  const first = chance.pick(['S.Sos.', 'S.E.', 'S.T.', 'S.H.', 'S.Kom.', 'S.AP.']);
  const master = chance.pick(['M.Si.', 'M.M.', 'M.T.', 'M.AP.']);
  if (level === '15') return { before: '', after: '' };
  if (level === '30') return { before: '', after: 'A.Md.' };
  if (level === '50') return { before: 'Dr.', after: `${first}, ${master}` };
  return { before: '', after: level === '45' ? `${first}, ${master}` : first };
}

interface RankAsk {
  readonly rung: Standing['rung'];
  readonly years: number;
  readonly education: Education;
  readonly kind: Citizen['kind'];
}

const ladder = ['21', '22', '23', '24', '31', '32', '33', '34', '41', '42', '43', '44'];

/** A step every four years from the rank of the first appointment; officials have at least the rank of their echelon. */
function rankOf({ rung, years, education, kind }: RankAsk): string {
  if (kind === 'PPPK') return education.level === '30' ? 'VII' : 'IX';
  const first = { '15': 0, '30': 2, '35': 4, '40': 4, '45': 5, '50': 5 }[education.level];
  const [least, most] = { jpt: [9, 11], administrator: [8, 9], pengawas: [6, 8], specialist: [2, 10], staff: [0, 7] }[
    rung
  ] as [number, number];
  const step = Math.min(most, Math.max(least, first + Math.floor(years / 4)));
  return ladder[step] ?? '31';
}

interface LadderAsk {
  readonly place: Place;
  readonly startedOn: string;
  readonly years: number;
}

interface Ladder {
  readonly title: string;
  readonly postKind: Citizen['postKind'];
  readonly since: string;
  readonly jobs: readonly Job[];
}

function ladderOf(draw: Draw, ask: LadderAsk): Ladder {
  return ask.place.post === null ? ordinaryLadder(draw, ask) : structuralLadder(draw, ask, ask.place.post);
}

const specialists: Readonly<Record<string, readonly string[]>> = {
  'Dinas Pendidikan': ['Guru'],
  'Dinas Kesehatan': ['Perawat', 'Bidan', 'Sanitarian', 'Apoteker'],
  'RSUD Kota Contoh': ['Perawat', 'Dokter', 'Bidan', 'Radiografer'],
  Inspektorat: ['Auditor', 'Pengawas Pemerintahan'],
};
const otherSpecialists = [
  'Analis Kebijakan',
  'Perencana',
  'Pranata Komputer',
  'Arsiparis',
  'Analis Keuangan',
  'Penata Kelola',
];

function ordinaryLadder({ chance, asOf }: Draw, { place, startedOn, years }: LadderAsk): Ladder {
  const { unit, rung, kind } = place;
  if (rung === 'staff') {
    const title = `${chance.pick(['Pengolah Data', 'Pengadministrasi', 'Penelaah', 'Operator'])} ${chance.pick(['Keuangan', 'Kepegawaian', 'Layanan', 'Program', 'Umum'])}`;
    const since = years > 6 && chance.happens(0.4) ? addMonths(asOf, -12 * chance.between(1, 5)) : startedOn;
    const now = job({ eselon: '99', title, unit, since });
    const first =
      since === startedOn ? [] : [job({ eselon: '99', title: 'Pengadministrasi Umum', unit, since: startedOn })];
    return { title, postKind: '4', since, jobs: [...first, now] };
  }
  const field = chance.pick(specialists[unit.name] ?? otherSpecialists);
  const steps = ['Ahli Pertama', 'Ahli Muda', 'Ahli Madya'];
  const reached = kind === 'PPPK' ? 0 : Math.min(2, Math.floor(years / 9));
  const starts = Array.from({ length: reached + 1 }, (_unused, step) => addMonths(startedOn, 12 * 9 * step));
  const jobs = starts.map((since, step) => ({
    ...job({ eselon: '99', title: `${field} ${steps[step] ?? ''}`, unit, since }),
    isSpecialist: true,
  }));
  const last = jobs.at(-1) ?? job({ eselon: '99', title: field, unit, since: startedOn });
  return { title: last.title, postKind: '2', since: last.since, jobs };
}

function job(what: Pick<Job, 'eselon' | 'title' | 'unit' | 'since'>): Job {
  return { assignment: 'D', isSpecialist: false, agency: agencyName, ...what };
}

const earlierPosts = {
  staff: ['99', 'Pengolah Data Umum'],
  pengawas: ['41', 'Kepala Seksi Pelayanan'],
  administrator: ['32', 'Kepala Bidang Pelayanan'],
} as const;

/** Up the ladder: staff, pengawas, administrator, JPT, with some years on each and often through other units. */
function structuralLadder(
  { chance, asOf, units }: Draw,
  { place, startedOn, years }: LadderAsk,
  post: CityPost,
): Ladder {
  const below =
    place.rung === 'jpt'
      ? (['staff', 'pengawas', 'administrator'] as const)
      : place.rung === 'administrator'
        ? (['staff', 'pengawas'] as const)
        : (['staff'] as const);
  const inPost = Math.min(chance.between(1, 8), Math.max(1, years - 3 * below.length));
  const since = `${addMonths(asOf, -12 * inPost - chance.between(0, 10)).slice(0, 7)}-01`;
  const span = Math.max(1, yearsBetween(startedOn, since));
  const jobs = below.map((rung, index) => {
    const [eselon, title] = earlierPosts[rung];
    const from =
      index === 0
        ? startedOn
        : `${addMonths(startedOn, Math.floor((span * 12 * index) / below.length)).slice(0, 7)}-01`;
    const elsewhere = chance.happens(0.06);
    const earlier = job({ eselon, title, unit: chance.happens(0.6) ? chance.pick(units) : post.unit, since: from });
    return elsewhere ? { ...earlier, agency: 'Pemerintah Kabupaten Rekaan' } : earlier;
  });
  const acting = chance.happens(0.18) ? [actingOf(chance, { post, since, asOf })] : [];
  return {
    title: post.title,
    postKind: '1',
    since,
    jobs: [...jobs, job({ eselon: post.eselon, title: post.title, unit: post.unit, since }), ...acting],
  };
}

function actingOf(chance: Chance, { post, since, asOf }: { post: CityPost; since: string; asOf: string }): Job {
  const higher = chance.happens(0.6);
  const eselon = higher && post.eselon > '22' ? (post.eselon.startsWith('4') ? '32' : '22') : post.eselon;
  const assignment = chance.happens(0.7) ? 'PLT' : 'PLH';
  const halfway = addMonths(since, Math.max(1, Math.floor(yearsBetween(since, asOf) * 6)));
  const mark = assignment === 'PLT' ? 'Plt.' : 'Plh.';
  const acted = eselon.startsWith('2')
    ? 'Kepala Dinas'
    : eselon === '31'
      ? 'Sekretaris'
      : eselon === '32'
        ? 'Kepala Bidang'
        : 'Kepala Seksi';
  return { ...job({ eselon, title: `${mark} ${acted} Lain`, unit: post.unit, since: halfway }), assignment };
}
