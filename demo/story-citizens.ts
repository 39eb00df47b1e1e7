import { addDays, addMonths } from '#domain/dates.ts';
import { parseNip } from '#domain/nip.ts';
import { specialistLevel } from '#domain/siasn-codes.ts';
import type { Assessed, Citizen, Evidence, Job } from './citizen.ts';
import { agencyName, type City, type CityPost, type CityUnit } from './city.ts';
import { wealthOn } from './evidence.ts';
import type { StoryPart, StoryPerson } from './story-person.ts';

/** The people of the story as citizens, with records made for their part. */
export function storyCitizen(person: StoryPerson, city: City, asOf: string): Citizen {
  const unit = city.units.find(({ name }) => name === person.unit);
  const nip = parseNip({ raw: person.nip, kind: 'PNS' });
  if (unit === undefined || !nip.valid || nip.start === null)
    throw new Error(`story person ${person.nip} does not fit the city`);
  const post = city.posts.find(({ title, unit: own }) => title === person.title && own === unit) ?? null;
  if (post === null && specialistLevel(person.title.toLowerCase()) === null) throw new Error(`no post ${person.title}`);
  const startedOn = `${nip.start}-01`;
  const since = `${addMonths(asOf, -12 * person.inPost - 2).slice(0, 7)}-01`;
  return {
    key: `story/${person.nip}`,
    nip: person.nip,
    name: person.name,
    before: person.before ?? '',
    after: person.after,
    sex: nip.sex,
    kind: 'PNS',
    bornOn: nip.bornOn,
    startedOn,
    rank: person.rank,
    status: '01',
    education: { level: person.education, field: person.field, graduated: Number(startedOn.slice(0, 4)) + 5 },
    unit,
    post,
    title: person.title,
    postKind: post === null ? '2' : '1',
    since,
    jobs:
      post === null
        ? specialistJobs(person, unit, { startedOn, since })
        : structuralJobs(person.part, post, { startedOn, since, city }),
    evidence: storyEvidence(person.part, { asOf, rung: rungName(post) }),
  };
}

function rungName(post: CityPost | null): Assessed['post'] {
  if (post === null) return 'Pelaksana';
  return post.eselon.startsWith('4') ? 'Pengawas' : post.eselon.startsWith('3') ? 'Administrator' : 'JPT Pratama';
}

interface Span {
  readonly startedOn: string;
  readonly since: string;
}

function specialistJobs(person: StoryPerson, unit: CityUnit, { startedOn, since }: Span): Job[] {
  const usual = { assignment: 'D', eselon: '99', isSpecialist: true, unit, agency: agencyName } as const;
  const first = person.title.replace(/Ahli \w+$/, 'Ahli Pertama');
  return [
    { ...usual, title: first, since: startedOn },
    { ...usual, title: person.title, since },
  ];
}

/** Administrators came up through pengawas, heads through an administrator's post; breadth decides in which units and agencies. */
function structuralJobs(
  part: StoryPart,
  post: CityPost,
  { startedOn, since, city }: Span & { readonly city: City },
): Job[] {
  const other = city.units.find((unit) => unit !== post.unit && unit.kind === 'dinas') ?? post.unit;
  const usual = {
    assignment: 'D',
    isSpecialist: false,
    unit: part.breadth === 'one-unit' ? post.unit : other,
    agency: agencyName,
  } as const;
  const elsewhere = part.breadth === 'agencies' ? 'Pemerintah Provinsi Rekaan' : agencyName;
  const rungs = post.eselon.startsWith('2') ? (['41', '32'] as const) : (['41'] as const);
  const climb = rungs.map((eselon, index) => ({
    ...usual,
    eselon,
    title: eselon === '41' ? 'Kepala Seksi Pelayanan' : 'Kepala Bidang Pelayanan',
    since: `${addMonths(since, -60 * (rungs.length - index)).slice(0, 7)}-01`,
  }));
  const own = { ...usual, eselon: post.eselon, title: post.title, unit: post.unit, since };
  // Whoever is a pengawas now was staff before: a second row of the same level would lengthen the time in it.
  const below = post.eselon.startsWith('4') ? [] : climb;
  const first = { ...usual, eselon: '99', title: 'Pengolah Data Umum', agency: elsewhere, since: startedOn };
  return [first, ...below, own, ...actingJobs(part, post, since)];
}

function actingJobs({ acting }: StoryPart, post: CityPost, since: string): Job[] {
  if (acting === undefined || acting === null) return [];
  const isPlt = acting.startsWith('Plt');
  const higher = post.eselon.startsWith('4') ? '32' : post.eselon.startsWith('3') ? '22' : '21';
  const eselon = acting.endsWith('higher') ? higher : post.eselon;
  const title = `${isPlt ? 'Plt.' : 'Plh.'} ${eselon === '32' ? 'Kepala Bidang' : 'Kepala'} Lain`;
  return [
    {
      assignment: isPlt ? 'PLT' : 'PLH',
      eselon,
      title,
      isSpecialist: false,
      unit: post.unit,
      agency: agencyName,
      since: addMonths(since, 14),
    },
  ];
}

interface EvidenceAsk {
  readonly asOf: string;
  readonly rung: Assessed['post'];
}

function storyEvidence(part: StoryPart, { asOf, rung }: EvidenceAsk): Evidence {
  const last = Number(asOf.slice(0, 4)) - 1;
  const ratings = part.performance ?? [['meets', 'meets'] as const, ['meets', 'meets'] as const];
  const professional = part.professional ?? 0;
  return {
    performance: ratings.flatMap((pair, index) =>
      pair === null ? [] : [{ year: last - 1 + index, result: pair[0], conduct: pair[1] }],
    ),
    trainings:
      professional === 0 ? [] : [{ title: 'Pelatihan Kepemimpinan Administrator', endedOn: `${last - 1}-06-30` }],
    courses: coursesOf(part, asOf),
    sanctions:
      part.serving === true
        ? [{ level: 'B', type: '27', startedOn: addMonths(asOf, -3), months: 12, revoked: false }]
        : [],
    awards: part.award === undefined ? [] : [{ level: part.award, givenOn: `${last - 1}-11-10` }],
    teams: part.team === undefined ? [] : [{ role: part.team, startedOn: `${last}-02-03`, endedOn: null }],
    feedback: part.feedback ?? '82',
    assessments: (part.assessedFor ?? [rung === 'Administrator' ? 'JPT Pratama' : rung]).map((post) =>
      assessmentOf(part, post, asOf),
    ),
    wealth: wealthOn(asOf, 20),
  };
}

/** Professional certificates stand beside the leadership training, the others are counted by themselves. */
function coursesOf(part: StoryPart, asOf: string): Evidence['courses'] {
  const professional = Math.max(0, (part.professional ?? 0) - 1);
  return Array.from({ length: (part.certificates ?? 3) + professional }, (_unused, index) => ({
    type: index < professional ? 'P' : index % 3 === 0 ? 'F' : 'T',
    endedOn: addDays(asOf, -60 - 45 * index),
  }));
}

const standardsByPost = { 'JPT Pratama': 4, Administrator: 3, Pengawas: 2, Pelaksana: 1 } as const;

function assessmentOf(part: StoryPart, post: Assessed['post'], asOf: string): Assessed {
  const usual = standardsByPost[post as keyof typeof standardsByPost];
  const short = usual < 3 ? [] : (part.short ?? []).map(levelsShort);
  const full = Array.from({ length: 9 - short.length }, () => ({ standard: usual, level: usual }));
  const pairs = [...short, ...full];
  const potential = part.potential ?? 28;
  return {
    assessedOn:
      part.assessedMonthsAgo === undefined
        ? `${Number(asOf.slice(0, 4)) - 1}-03-14`
        : addMonths(asOf, -part.assessedMonthsAgo),
    post,
    standards: pairs.map(({ standard }) => standard),
    levels: pairs.map(({ level }) => level),
    potential: Array.from(
      { length: 8 },
      (_unused, index) => Math.floor(potential / 8) + (index < potential % 8 ? 1 : 0),
    ),
  };
}

/** The pair of standard and level that misses the standard by so many sixtieths: 15 is 3 of 4, 20 is 2 of 3, 24 is 3 of 5. */
function levelsShort(sixtieths: number): { standard: number; level: number } {
  for (const standard of [3, 4, 5]) {
    const missing = (sixtieths * standard) / 60;
    if (Number.isInteger(missing) && missing < standard) return { standard, level: standard - missing };
  }
  throw new Error(`no level misses its standard by ${sixtieths}/60`);
}
