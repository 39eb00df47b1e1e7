/**
 * Everything the rules may look at about one person. Name, NIP and sex are left out on purpose: no rule may see them.
 * A record is plain JSON (strings, whole numbers, booleans, null, arrays, objects), so a snapshot of it is sealed as it stands.
 * Dates are ISO days (`YYYY-MM-DD`), null is absent, and every fact names where it was read.
 */
export interface PersonRecord {
  readonly kind: Stated<EmployeeKind>;
  readonly bornOn: Stated<string>;
  /** Kedudukan hukum, SIASN code: `01` is active. */
  readonly status: Stated<string>;
  /** Golongan, SIASN id: `42` is IV/b. */
  readonly rank: Stated<string>;
  readonly rankSince: Stated<string>;
  /** Tingkat pendidikan, SIASN id: `40` is S-1. */
  readonly education: Stated<string>;
  /** Name of the highest programme of study, folded by `foldText`. */
  readonly fieldOfStudy: Stated<string>;
  /** The post held definitively now; its `value` is null where the person holds none or it is not known. */
  readonly currentPost: Stated<CurrentPost>;
  readonly posts: Register<HeldPost>;
  readonly acting: Register<ActingDuty>;
  readonly performance: Register<PerformanceYear>;
  /** Structural (leadership) training. */
  readonly trainings: Register<Training>;
  readonly courses: Register<Course>;
  readonly sanctions: Register<Sanction>;
  readonly awards: Register<Award>;
  readonly teams: Register<TeamDuty>;
  /** Umpan balik 360: an exact number as text, or one of the five labels. */
  readonly feedback360: Stated<string>;
  readonly assessments: Register<CompetencyAssessment>;
  readonly wealthReport: Stated<WealthReport>;
  /** What the agency rates by an instrument of its own. Records from before there was such a register lack it: not checked. */
  readonly ratings?: Register<Rating> | undefined;
}

export type EmployeeKind = 'PNS' | 'PPPK';

/**
 * One fact with its source (file and line, row id). Where two sources disagree neither wins: `value` is null and
 * `conflict` names the disagreement (`nip.birth-conflict`); rules then answer UNKNOWN with that name.
 */
export interface Stated<Value> {
  readonly value: Value | null;
  readonly source: string;
  readonly conflict: string | null;
}

/** A list that somebody looked up: `items` null means not checked, an empty list means checked and none. */
export interface Register<Item> {
  readonly source: string;
  readonly items: readonly Item[] | null;
}

/** What every row of a register carries. A row in conflict is UNKNOWN wherever it would count. */
export interface RegisterRow {
  readonly source: string;
  readonly conflict: string | null;
}

/** Levels of posts that somebody is appointed to lead; all others are held by many. */
export const structuralLevels = ['jpt-utama', 'jpt-madya', 'jpt-pratama', 'administrator', 'pengawas'] as const;

export type PostLevel =
  | 'jpt-utama'
  | 'jpt-madya'
  | 'jpt-pratama'
  | 'administrator'
  | 'pengawas'
  | 'pelaksana'
  | 'jf-ahli-utama'
  | 'jf-ahli-madya'
  | 'jf-ahli-muda'
  | 'jf-ahli-pertama'
  | 'jf-keterampilan';

export interface CurrentPost {
  readonly title: string;
  readonly level: PostLevel | null;
  /** SIASN eselon id: `22` is II.b. */
  readonly eselon: string | null;
  readonly unit: string | null;
  readonly agency: string | null;
  readonly startedOn: string | null;
}

/** A definitive post of the past or present (jenis penugasan D). Acting duties stand in `acting`. */
export interface HeldPost extends RegisterRow {
  readonly title: string;
  readonly level: PostLevel | null;
  readonly eselon: string | null;
  readonly unit: string | null;
  readonly agency: string | null;
  readonly startedOn: string | null;
  /** First day no longer held; null while held, or where the next post's start is not known. */
  readonly endedOn: string | null;
}

export interface ActingDuty extends RegisterRow {
  /** In the words of the pack's table `E.acting`: `Plt setara`, `Plh lebih tinggi`, … */
  readonly duty: string | null;
  readonly startedOn: string | null;
}

export interface PerformanceYear extends RegisterRow {
  readonly year: number;
  /** As folded text: `di atas ekspektasi`, `sesuai ekspektasi`, `di bawah ekspektasi`. */
  readonly hasilKerja: string | null;
  readonly perilaku: string | null;
  /** The quadrant the source claims, SIASN code 1 to 5. A claim: the predicate is derived from the two ratings. */
  readonly quadrant: string | null;
}

export interface Training extends RegisterRow {
  readonly title: string;
  /** Certificate number; null and `-` are no number. */
  readonly number: string | null;
  readonly endedOn: string | null;
  readonly hours: number | null;
}

export interface Course extends RegisterRow {
  readonly title: string;
  /** jenisKursusSertipikat: T technical, F functional, P professional. */
  readonly type: 'T' | 'F' | 'P' | null;
  readonly number: string | null;
  readonly endedOn: string | null;
  readonly hours: number | null;
  /** A professional certificate's own validity, exclusive end; null where it states none. */
  readonly validUntil: string | null;
}

export interface Sanction extends RegisterRow {
  readonly level: 'ringan' | 'sedang' | 'berat' | null;
  readonly startedOn: string | null;
  /** Last day served. */
  readonly endedOn: string | null;
  /** Duration where no end is given: the end is start + months − 1 day. */
  readonly months: number | null;
  /** A reprimand or statement without duration: over on its own date. */
  readonly instant: boolean;
  readonly revoked: boolean;
  /** Under examination: no sanction yet. */
  readonly inProcess: boolean;
}

export interface Award extends RegisterRow {
  /** In the words of the pack's table `H`: `nasional`, `instansi`, … */
  readonly level: string | null;
  readonly givenOn: string | null;
}

export interface TeamDuty extends RegisterRow {
  /** In the words of the pack's table `T`: `ketua internal`, `anggota lintas instansi`, … */
  readonly role: string | null;
  readonly startedOn: string | null;
  /** Last day; null while it lasts. One that is stated and cannot be read is a conflict (`date.invalid`). */
  readonly endedOn: string | null;
}

/** A rating by the agency's own instrument: attendance (kehadiran), innovation (inovasi), a superior's opinion (penilaian atasan). */
export interface Rating extends RegisterRow {
  /** Which rating; a measure of the pack names it: `kehadiran`. */
  readonly code: string;
  /** An exact number as text, or a word of the pack's table; `tidak ada` says that somebody looked and there is none. */
  readonly value: string | null;
  readonly ratedOn: string | null;
}

/** Assessment-centre result: always relative to a named post. */
export interface CompetencyAssessment extends RegisterRow {
  readonly assessedOn: string | null;
  readonly referencePost: string | null;
  readonly referenceLevel: PostLevel | null;
  /** One level and one standard per competency, in the pack's order of competencies. */
  readonly levels: readonly (number | null)[];
  readonly standards: readonly (number | null)[];
  /** Potential aspects on the pack's scale; null where the assessment did not cover them. */
  readonly potential: readonly (number | null)[] | null;
}

export interface WealthReport {
  readonly checkedOn: string;
  /** Null: checked and not filed. */
  readonly filedOn: string | null;
}
