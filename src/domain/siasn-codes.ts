import type { PostLevel } from './person-record.ts';

/** Golongan by SIASN id, as far as civil servants go; contract staff use I to XVII. */
export const rankNames: Readonly<Record<string, string>> = {
  '11': 'I/a',
  '12': 'I/b',
  '13': 'I/c',
  '14': 'I/d',
  '21': 'II/a',
  '22': 'II/b',
  '23': 'II/c',
  '24': 'II/d',
  '31': 'III/a',
  '32': 'III/b',
  '33': 'III/c',
  '34': 'III/d',
  '41': 'IV/a',
  '42': 'IV/b',
  '43': 'IV/c',
  '44': 'IV/d',
  '45': 'IV/e',
};

/** Level of a structural post by SIASN eselon id; 99 is none. */
export const eselonLevels: Readonly<Record<string, PostLevel>> = {
  '10': 'jpt-utama',
  '11': 'jpt-madya',
  '12': 'jpt-madya',
  '21': 'jpt-pratama',
  '22': 'jpt-pratama',
  '31': 'administrator',
  '32': 'administrator',
  '41': 'pengawas',
  '42': 'pengawas',
  '99': 'pelaksana',
};

/** How people write an eselon: `22` is II.b. Undefined for 99, which is none, and for what is no code. */
export function eselonName(id: string): string | undefined {
  const [rung = '', half = ''] = id;
  const [roman, letter] = [{ 1: 'I', 2: 'II', 3: 'III', 4: 'IV' }[rung], { 1: 'a', 2: 'b' }[half]];
  return roman === undefined || letter === undefined ? undefined : `${roman}.${letter}`;
}

/** Kedudukan hukum by code. Only 01 is active. */
export const statusNames: Readonly<Record<string, string>> = {
  '01': 'aktif',
  '02': 'cuti luar tanggungan negara',
  '03': 'tugas belajar',
  '04': 'pemberhentian sementara',
  '15': 'kena hukuman disiplin',
  '16': 'penurunan jabatan',
  '20': 'masa persiapan pensiun',
  '52': 'tidak aktif',
  '66': 'diberhentikan',
  '92': 'pemblokiran data pns',
  '98': 'mencapai bup',
  '99': 'pensiun',
};

export const educationLevels: ReadonlySet<string> = new Set(
  '05 10 12 15 17 18 20 25 30 35 40 42 45 47 49 50'.split(' '),
);

/** Jenis jabatan by code, with the labels seen for each. */
export const postKindLabels: Readonly<Record<string, readonly string[]>> = {
  '1': ['struktural', 'jabatan struktural'],
  '2': ['jabatan fungsional', 'fungsional tertentu', 'jabatan fungsional tertentu'],
  '3': ['rangkap', 'jabatan rangkap'],
  '4': ['jabatan fungsional umum', 'fungsional umum', 'pelaksana'],
};

export const sanctionLevels: Readonly<Record<string, 'ringan' | 'sedang' | 'berat'>> = {
  R: 'ringan',
  S: 'sedang',
  B: 'berat',
};

/** Levels by the names that assessments and job histories use, folded; the second spelling is a known slip. */
export const levelNames: Readonly<Record<string, PostLevel>> = {
  'jpt utama': 'jpt-utama',
  'jpt madya': 'jpt-madya',
  'jpt pratama': 'jpt-pratama',
  'jpt pertama': 'jpt-pratama',
  administrator: 'administrator',
  pengawas: 'pengawas',
  pelaksana: 'pelaksana',
};

const specialistSteps: readonly (readonly [string, PostLevel])[] = [
  ['ahli utama', 'jf-ahli-utama'],
  ['ahli madya', 'jf-ahli-madya'],
  ['ahli muda', 'jf-ahli-muda'],
  ['ahli pertama', 'jf-ahli-pertama'],
];
const skilledSteps = new Set(['pemula', 'terampil', 'mahir', 'penyelia']);

/** The step of a specialist post, which its title carries as whole words (`Guru Ahli Pertama`); null where it carries none. */
export function specialistLevel(foldedTitle: string): PostLevel | null {
  const words = ` ${foldedTitle} `;
  const step = specialistSteps.find(([name]) => words.includes(` ${name} `));
  if (step !== undefined) return step[1];
  return foldedTitle.split(' ').some((word) => skilledSteps.has(word)) ? 'jf-keterampilan' : null;
}

const heights: Readonly<Partial<Record<PostLevel, number>>> = {
  'jpt-utama': 6,
  'jpt-madya': 5,
  'jpt-pratama': 4,
  administrator: 3,
  pengawas: 2,
  pelaksana: 1,
};

/** Compares two levels of the structural ladder: positive where `left` is higher, undefined where one is not on it. */
export function compareLevels(left: PostLevel | null, right: PostLevel | null): number | undefined {
  const [high, low] = [left && heights[left], right && heights[right]];
  return high === undefined || low === undefined || high === null || low === null ? undefined : high - low;
}
