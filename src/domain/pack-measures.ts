import { educationWords } from './measures.ts';
import { isRatingMeasure } from './measures-rating.ts';
import type { Measure, RecordMeasure, ScoreTable } from './policy-pack.ts';
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
  /** Chains of words whose order is known whatever the policy: in none of them may a later one score more. */
  readonly bestFirst?: readonly (readonly string[])[];
}

/** Whoever is serving a sanction on the day. */
export const serving = 'sedang menjalani';

const predicates = ['Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang', 'Sangat Kurang'];
const awards = ['internasional', 'nasional', 'lintas instansi', 'instansi', 'tidak ada'];
const [crossLead, lead] = ['ketua lintas instansi', 'ketua internal'];
const [crossMember, member] = ['anggota lintas instansi', 'anggota internal'];
/** Leading within the agency and being a member across agencies are each policy's to compare. */
const teamRoles = [
  [crossLead, lead, member, 'tidak ada'],
  [crossLead, crossMember, member],
];
const [head, plt, pltLevel, plh, plhLevel] = [
  'penjabat kepala daerah',
  'Plt lebih tinggi',
  'Plt setara',
  'Plh lebih tinggi',
  'Plh setara',
];
const duties = [
  [head, plt, pltLevel, plhLevel, 'tidak ada'],
  [plt, plh, plhLevel],
];
const breadths = ['lintas instansi', 'lintas unit', 'satu unit'];
const degrees = [
  ['S-3', 'S-2', 'S-1', 'D-III', 'D-II', 'D-I', 'SLTA', 'SLTP', 'SD'],
  ['S-2', 'D-IV', 'D-III'],
];
const sanctions = ['tidak pernah', 'ringan', 'sedang', 'berat'];

/** A table of the highest of what stands in a register, which says every word that an import reads. */
function highest(bestFirst: readonly (readonly string[])[]): MeasureDemand {
  return { kinds: ['enum'], window: 'optional', says: [...new Set(bestFirst.flat())], bestFirst };
}

/** A table of an agency's own ratings says which words and numbers there are. */
const ofRatings: MeasureDemand = { kinds: ['enum', 'number', 'ranges'], window: 'optional' };

/** What a table must be to read a measure; undefined for a mean of parts, which has none. */
export function demandOf(measure: Measure | null): MeasureDemand | undefined {
  if (measure === null) return undefined;
  return isRatingMeasure(measure) ? ofRatings : measureDemands[measure];
}

/** Per measure. A table that reads another way would throw, or leave everybody unknown. */
const measureDemands: Readonly<Record<RecordMeasure, MeasureDemand>> = {
  'performance-predicate': { kinds: ['enum'], window: 'none', says: predicates, maySay: [], bestFirst: [predicates] },
  'highest-award': highest([awards]),
  'highest-team-role': highest(teamRoles),
  'highest-team-role/2': highest(teamRoles),
  'acting-duty': highest(duties),
  'feedback-360': { kinds: ['number', 'enum'], window: 'none', bestFirst: [predicates] },
  jpm: { kinds: ['number'], window: 'none' },
  certificates: { kinds: ['bands'], unit: 'count', window: 'needed' },
  'professional-certificates': { kinds: ['bands'], unit: 'count', window: 'needed' },
  'time-in-level': { kinds: ['bands'], unit: 'completed-months', window: 'none' },
  breadth: { kinds: ['enum'], window: 'none', says: breadths, maySay: [], bestFirst: [breadths] },
  'potential-aspects': { kinds: ['aspects'], window: 'none' },
  education: {
    kinds: ['enum'],
    window: 'none',
    says: Object.values(educationWords),
    maySay: [...educationLevels],
    bestFirst: degrees,
  },
  'field-of-study': {
    kinds: ['enum'],
    window: 'none',
    says: ['sesuai', 'tidak sesuai'],
    maySay: [],
    bestFirst: [['sesuai', 'tidak sesuai']],
  },
  discipline: {
    kinds: ['enum'],
    window: 'needed',
    says: [...sanctions, serving],
    maySay: [],
    // Which sanction is being served is not said: it is one of them.
    bestFirst: [sanctions, ['ringan', serving]],
  },
  'discipline-active-only': {
    kinds: ['enum'],
    window: 'none',
    says: ['tidak pernah', serving],
    maySay: [],
    bestFirst: [['tidak pernah', serving]],
  },
};
