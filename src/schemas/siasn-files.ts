import type { PolicyPack } from '#domain/policy-pack.ts';
import type { UnitNames } from './siasn-post.ts';
import type { HistoryFile } from './siasn-rows.ts';
import type { PostRow } from './siasn-units.ts';

/** The files an import knows, by name; profile, histories and claims may come as `.csv` or `.xlsx` as well. Only the profile is needed: without a history its facts stay as they are known, and UNKNOWN where nobody ever delivered it. */
export const historyNames = {
  units: 'referensi-unor.json',
  masterPosts: 'referensi-jabatan.json',
  posts: 'riwayat-jabatan.json',
  performance: 'riwayat-kinerja.json',
  trainings: 'riwayat-diklat.json',
  courses: 'riwayat-kursus.json',
  sanctions: 'riwayat-hukdis.json',
  awards: 'riwayat-penghargaan.json',
  teams: 'riwayat-tim.json',
  ratings: 'riwayat-penilaian.json',
  feedback: 'riwayat-umpan-balik.json',
  assessments: 'riwayat-kompetensi.json',
  wealth: 'riwayat-lhkpn.json',
} as const;

export const profileName = 'siasn-profile.csv';

/** Values that another program claims; they are compared and never taken over. */
export const claimsName = 'simata-talent.csv';

export type HistoryKind = keyof typeof historyNames;

/** A profile cut into cells: line numbers as in the file, the header being line 1. */
export interface ProfileFile {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: TableRows;
}

/** Rows of a table, gone through as often as needed and not held as cells in between. */
export interface TableRows extends Iterable<{ readonly line: number; readonly cells: readonly string[] }> {
  readonly length: number;
}

export interface SiasnFiles {
  /** Null where claims are delivered alone. */
  readonly profile: ProfileFile | null;
  readonly claims: ProfileFile | null;
  readonly histories: Readonly<Partial<Record<HistoryKind, HistoryFile>>>;
}

/** Units that are not deleted, and posts, as earlier deliveries left them: they stand where a delivery brings no list of its own. */
export interface KnownLists {
  readonly units: UnitNames;
  readonly posts: readonly Pick<PostRow, 'title' | 'level' | 'eselon'>[];
}

export interface ImportContext {
  /** The day of the import. */
  readonly asOf: string;
  /** The pack in force, against which claims and current posts are compared for the quality queue; null where there is none. */
  readonly pack: PolicyPack | null;
  readonly known?: KnownLists;
}
