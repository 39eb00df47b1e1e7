import { educationWords } from './measures.ts';
import type { Measure, ScoreTable } from './policy-pack.ts';
import { educationLevels } from './siasn-codes.ts';

/** What a table must be to read a measure. */
export interface MeasureDemand {
  readonly kinds: readonly ScoreTable['kind'][];
  readonly unit?: 'count' | 'completed-months';
  /** `needed`: without a window nothing counts; `optional`: without one everything counts; `none`: it does not look back. */
  readonly window: 'needed' | 'optional' | 'none';
  /** Words the measure can say, which a table of words must know. */
  readonly says?: readonly string[];
  /** Further words it can say, which a table may leave out; absent where any word may come. */
  readonly maySay?: readonly string[];
  /** Words whose order is known whatever the policy: no later one may score more. */
  readonly bestFirst?: readonly string[];
}

const predicates = ['Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang'];
const highest = { kinds: ['enum'], window: 'optional', says: ['tidak ada'] } as const;

/** Per measure. A table that reads another way would throw, or leave everybody unknown. */
export const measureDemands: Readonly<Record<Measure, MeasureDemand>> = {
  'performance-predicate': { kinds: ['enum'], window: 'none', says: predicates, maySay: [], bestFirst: predicates },
  'highest-award': highest,
  'highest-team-role': highest,
  'acting-duty': highest,
  'feedback-360': { kinds: ['number', 'enum'], window: 'none' },
  jpm: { kinds: ['number'], window: 'none' },
  certificates: { kinds: ['bands'], unit: 'count', window: 'needed' },
  'professional-certificates': { kinds: ['bands'], unit: 'count', window: 'needed' },
  'time-in-level': { kinds: ['bands'], unit: 'completed-months', window: 'none' },
  breadth: { kinds: ['enum'], window: 'none', says: ['lintas instansi', 'lintas unit', 'satu unit'], maySay: [] },
  'potential-aspects': { kinds: ['aspects'], window: 'none' },
  education: { kinds: ['enum'], window: 'none', says: Object.values(educationWords), maySay: [...educationLevels] },
  'field-of-study': { kinds: ['enum'], window: 'none', says: ['sesuai', 'tidak sesuai'], maySay: [] },
  discipline: {
    kinds: ['enum'],
    window: 'needed',
    says: ['tidak pernah', 'ringan', 'sedang', 'berat', 'sedang menjalani'],
    maySay: [],
    bestFirst: ['tidak pernah', 'ringan', 'sedang', 'berat'],
  },
  'discipline-active-only': { kinds: ['enum'], window: 'none', says: ['tidak pernah', 'sedang menjalani'], maySay: [] },
};
