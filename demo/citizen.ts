import type { CityPost, CityUnit } from './city.ts';

/** One person of the city, clean: mistakes are put into the files afterwards. Days are ISO. */
export interface Citizen {
  readonly key: string;
  readonly nip: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly sex: 'male' | 'female';
  readonly kind: 'PNS' | 'PPPK';
  readonly bornOn: string;
  readonly startedOn: string;
  /** Golongan id; of a PPPK its Roman class. */
  readonly rank: string;
  readonly status: string;
  readonly education: Education;
  readonly unit: CityUnit;
  /** Structural post; null for specialists and staff. */
  readonly post: CityPost | null;
  readonly title: string;
  /** Jenis jabatan: 1 structural, 2 specialist, 4 staff. */
  readonly postKind: '1' | '2' | '4';
  readonly since: string;
  readonly jobs: readonly Job[];
  readonly evidence: Evidence;
}

export interface Education {
  /** SIASN id. */
  readonly level: '15' | '30' | '35' | '40' | '45' | '50';
  readonly field: string;
  readonly graduated: number;
}

export interface Job {
  readonly assignment: 'D' | 'PLT' | 'PLH';
  readonly eselon: string;
  readonly title: string;
  readonly isSpecialist: boolean;
  readonly unit: CityUnit;
  readonly agency: string;
  readonly since: string;
}

export interface Evidence {
  readonly performance: readonly Rated[];
  readonly trainings: readonly { readonly title: string; readonly endedOn: string }[];
  readonly courses: readonly { readonly type: 'T' | 'F' | 'P'; readonly endedOn: string }[];
  readonly sanctions: readonly Punished[];
  readonly awards: readonly { readonly level: string; readonly givenOn: string }[];
  readonly teams: readonly { readonly role: string; readonly startedOn: string; readonly endedOn: string | null }[];
  /** Exact decimal; null where nobody was asked. */
  readonly feedback: string | null;
  readonly assessments: readonly Assessed[];
  /** Null: nobody checked. */
  readonly wealth: { readonly checkedOn: string; readonly filedOn: string | null } | null;
}

export interface Rated {
  readonly year: number;
  readonly result: Rating;
  readonly conduct: Rating;
}

export type Rating = 'above' | 'meets' | 'below';

export interface Punished {
  readonly level: 'R' | 'S' | 'B';
  readonly type: string;
  readonly startedOn: string;
  readonly months: number | null;
  readonly revoked: boolean;
}

export interface Assessed {
  readonly assessedOn: string;
  /** `JPT Pratama`, `Administrator`, `Pengawas`, `Pelaksana`. */
  readonly post: string;
  readonly standards: readonly number[];
  readonly levels: readonly number[];
  readonly potential: readonly number[] | null;
}

/** Numbers are handed out once each. */
export type TakeNip = (person: Pick<Citizen, 'bornOn' | 'startedOn' | 'sex' | 'kind'>) => string;

export function nipCounter(taken: Iterable<string>): TakeNip {
  const used = new Set(taken);
  return ({ bornOn, startedOn, sex, kind }) => {
    const digits = (day: string) => day.replaceAll('-', '');
    const start = kind === 'PNS' ? digits(startedOn).slice(0, 6) : `${digits(startedOn).slice(0, 4)}21`;
    for (let sequence = 1; sequence < 1000; sequence += 1) {
      const nip = `${digits(bornOn)}${start}${sex === 'male' ? 1 : 2}${String(sequence).padStart(3, '0')}`;
      if (!used.has(nip)) {
        used.add(nip);
        return nip;
      }
    }
    throw new Error('no number left for this day');
  };
}
