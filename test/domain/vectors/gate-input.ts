import type { GateTarget } from '#domain/gate-check.ts';
import type { PersonRecord } from '#domain/person-record.ts';
import type { GateName } from '#domain/policy-pack.ts';
import { absent, performanceYear, record, register, stated, target } from '#test/support/merit.ts';

export interface GateInput {
  readonly gate: GateName;
  readonly record: PersonRecord;
  readonly target: GateTarget;
}

type Value = Readonly<Record<string, string | null>> | null;
type Changes = { record?: Partial<PersonRecord>; target?: Partial<GateTarget> };

/** What a vector's `value` means in a sound record: only the thing it names is changed. */
const changes: Readonly<Record<string, (value: Value) => Changes>> = {
  assessment: () => ({ record: { assessments: register(null) } }),
  'performance-two-years': (value) => ({
    record: {
      performance: register(
        Object.entries(value ?? {}).flatMap(([year, predicate]) => performanceYear(Number(year), predicate)),
      ),
    },
  }),
  discipline: () => ({ record: { sanctions: register(null) } }),
  'tenure-in-post': (value) => ({
    record: { currentPost: stated({ ...currentPost, startedOn: value?.['tmtJabatan'] ?? null }) },
  }),
  education: (value) => ({ record: { education: stated(value?.['tingkatPendidikan'] ?? null) } }),
  rank: (value) => ({ record: { rank: stated(value?.['golongan'] ?? null) } }),
  'wealth-report': () => ({ record: { wealthReport: absent() } }),
  vacancy: (value) => ({ target: { vacantFrom: value?.['vacantFrom'] ?? null } }),
  'status-aktif': (value) => ({ record: { status: stated(value?.['kedudukanHukum'] ?? null) } }),
  age: (value) => ({ record: { bornOn: stated(value?.['bornOn'] ?? null) } }),
  'conflict-of-interest': (value) => ({
    target: { declarations: declarationsOf(value?.['declarations'] ?? '0 of 0') },
  }),
};

const currentPost = {
  title: 'Kepala Bidang',
  level: 'administrator',
  eselon: '31',
  unit: 'Dinas Contoh',
  agency: 'Kota Contoh',
  startedOn: null,
} as const;

export function gateInput(input: { gate: string; value: unknown }): GateInput {
  const change = changes[input.gate]?.(input.value as Value);
  if (change === undefined) throw new Error(`no gate ${input.gate}`);
  return { gate: input.gate as GateName, record: record(change.record), target: target(change.target) };
}

function declarationsOf(text: string): NonNullable<GateTarget['declarations']> {
  const [made = 0, required = 0] = text.split(' of ').map(Number);
  return { made, required, unresolved: 0 };
}
