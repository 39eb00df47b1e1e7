import { personas } from './personas.ts';

/** One stop of the guided tour: who does what, on which page of the tour's selection, in which of its steps. */
export interface TourStop {
  readonly name: 'vote' | 'vote-last' | 'choose' | 'concurrence' | 'decree' | 'inaugurate' | 'audit';
  readonly persona: string;
  /** Below the address of the selection. */
  readonly at: string;
  /** The step in which the stop is due; null where everything is over. */
  readonly step: string | null;
}

export interface Tour {
  /** The post whose selection the tour finishes. */
  readonly title: string;
  readonly stops: readonly TourStop[];
}

const nameOf = (wanted: (typeof personas)[number]['name']): string =>
  personas.find(({ name }) => name === wanted)?.displayName ?? wanted;

/** From the last two votes to a placed official and a checked record. */
export const tour: Tour = {
  title: 'Kepala Dinas Perhubungan',
  stops: [
    { name: 'vote', persona: nameOf('member-3'), at: '/ballot', step: 'voting' },
    { name: 'vote-last', persona: nameOf('member-4'), at: '/ballot', step: 'voting' },
    { name: 'choose', persona: nameOf('authority'), at: '/choose', step: 'choosing' },
    { name: 'concurrence', persona: nameOf('hr'), at: '/concurrence', step: 'concurrence' },
    { name: 'decree', persona: nameOf('authority'), at: '/decree', step: 'decree' },
    { name: 'inaugurate', persona: nameOf('hr'), at: '/inaugurate', step: 'inauguration' },
    { name: 'audit', persona: nameOf('auditor'), at: '/audit', step: null },
  ],
};
