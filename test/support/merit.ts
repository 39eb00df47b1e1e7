import type { GateTarget } from '#domain/gate-check.ts';
import { evaluateGate, type GateResult } from '#domain/gates.ts';
import { evaluateMerit } from '#domain/merit.ts';
import type { PerformanceYear, PersonRecord, Register, Sanction, Stated } from '#domain/person-record.ts';
import type { GateName, PolicyPack } from '#domain/policy-pack.ts';

/** A sound record and a sound target: an Administrator of three years who passes every gate for JPT Pratama on 2026-06-15. */

export const today = '2026-06-15';

export function stated<Value>(value: Value | null): Stated<Value> {
  return { value, source: 'profile.csv:2', conflict: null };
}

/** Not stated, or in conflict. */
export function absent(conflict: string | null = null): Stated<never> {
  return { value: null, source: 'profile.csv:2', conflict };
}

export function register<Item>(items: readonly Item[] | null): Register<Item> {
  return { source: 'history.json', items };
}

const row = { source: 'history.json:1', conflict: null };

/** A heavy sanction that is served on `today`. */
export const servedSanction: Sanction = {
  ...row,
  level: 'berat',
  startedOn: '2026-01-01',
  endedOn: '2026-12-31',
  months: null,
  instant: false,
  revoked: false,
  inProcess: false,
};

const administrator = {
  title: 'Kepala Bidang Kinerja',
  level: 'administrator',
  eselon: '31',
  unit: 'Badan Contoh Kepegawaian',
  agency: 'Kota Contoh',
} as const;

export function record(changes: Partial<PersonRecord> = {}): PersonRecord {
  return {
    kind: stated('PNS'),
    bornOn: stated('1976-02-28'),
    status: stated('01'),
    rank: stated('42'),
    rankSince: stated('2022-04-01'),
    education: stated('45'),
    fieldOfStudy: stated('s-2 administrasi publik'),
    currentPost: stated({ ...administrator, startedOn: '2021-01-04' }),
    posts: register([
      { ...row, ...administrator, startedOn: '2021-01-04', endedOn: null },
      {
        ...row,
        ...administrator,
        level: 'pengawas',
        eselon: '41',
        unit: 'Dinas Contoh Kesehatan',
        startedOn: '2015-03-01',
        endedOn: '2021-01-04',
      },
    ]),
    acting: register([{ ...row, duty: 'Plt lebih tinggi', startedOn: '2024-02-01' }]),
    performance: register([...performanceYear(2024, 'Baik'), ...performanceYear(2025, 'Sangat Baik')]),
    trainings: register([{ ...row, title: 'PKA', number: 'PIM/1', endedOn: '2022-06-30', hours: 900 }]),
    courses: register(
      ['1', '2', '3', '4'].map((number) => ({
        ...row,
        title: 'Pelatihan Contoh',
        type: 'T',
        number,
        endedOn: '2025-05-07',
        hours: 24,
        validUntil: null,
      })),
    ),
    sanctions: register([]),
    awards: register([{ ...row, level: 'instansi', givenOn: '2024-08-17' }]),
    teams: register([{ ...row, role: 'ketua internal', startedOn: '2025-01-10', endedOn: '2025-12-20' }]),
    feedback360: stated('80'),
    assessments: register([
      {
        ...row,
        assessedOn: '2026-02-10',
        referencePost: 'Kepala Badan Contoh Kepegawaian',
        referenceLevel: 'jpt-pratama',
        levels: [4, 3, 4, 4, 3, 4, 4, 4, 4],
        standards: [4, 4, 4, 4, 4, 4, 4, 4, 4],
        potential: [4, 4, 4, 4, 4, 4, 4, 3],
      },
    ]),
    wealthReport: stated({ checkedOn: '2026-04-01', filedOn: '2026-03-15' }),
    ...changes,
  };
}

const ratings: Readonly<Record<string, readonly [hasilKerja: string, perilaku: string]>> = {
  'Sangat Baik': ['di atas ekspektasi', 'di atas ekspektasi'],
  Baik: ['sesuai ekspektasi', 'sesuai ekspektasi'],
  'Butuh Perbaikan': ['di bawah ekspektasi', 'sesuai ekspektasi'],
  Kurang: ['sesuai ekspektasi', 'di bawah ekspektasi'],
  'Sangat Kurang': ['di bawah ekspektasi', 'di bawah ekspektasi'],
};

/** One year with ratings that make a predicate; none for an absent year. */
export function performanceYear(year: number, predicate: string | null): PerformanceYear[] {
  const [hasilKerja, perilaku] = ratings[predicate ?? ''] ?? [];
  if (hasilKerja === undefined || perilaku === undefined) return [];
  return [{ source: `riwayat-kinerja.json:${year}`, conflict: null, year, hasilKerja, perilaku, quadrant: null }];
}

export function target(changes: Partial<GateTarget> = {}): GateTarget {
  return {
    level: 'jpt-pratama',
    eselon: '22',
    fieldsOfStudy: ['administrasi publik'],
    plannedOn: '2026-09-01',
    vacantFrom: '2026-05-01',
    frozen: false,
    declarations: { required: 5, made: 5, unresolved: 0 },
    election: 'none',
    ...changes,
  };
}

/** One gate of the pack, by its name at the target's level. */
export function checkGate(
  pack: PolicyPack,
  asked: { gate: GateName; record: PersonRecord; target: GateTarget },
): GateResult {
  const rule = pack.gates[asked.target.level]?.find(({ gate }) => gate === asked.gate);
  if (rule === undefined) throw new Error(`no gate ${asked.gate}`);
  const { fieldsOfStudy, level } = asked.target;
  const merit = evaluateMerit(asked.record, pack, { asOf: today, targetLevel: level, fieldsOfStudy });
  return evaluateGate(rule, { record: asked.record, target: asked.target, pack, on: today, merit });
}
