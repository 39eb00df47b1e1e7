/** Somebody the story needs by name: a fixed number, a place, and the facts that decide the part. */
export interface StoryPerson {
  readonly nip: string;
  readonly name: string;
  readonly before?: string;
  readonly after: string;
  /** Title of a post of the city, or of a specialist where `unit` has no such post. */
  readonly title: string;
  readonly unit: string;
  readonly rank: string;
  readonly field: string;
  readonly education: '35' | '40' | '45' | '50';
  /** Years since the present post was taken up. */
  readonly inPost: number;
  readonly part: StoryPart;
}

/** The facts that decide a part; what is not said here is unremarkable. */
export interface StoryPart {
  /** Predicates: two ratings each for the year before last and the last year; null where that year is missing. */
  readonly performance?: readonly (readonly ['above' | 'meets' | 'below', 'above' | 'meets' | 'below'] | null)[];
  readonly award?: string;
  readonly team?: string;
  readonly feedback?: string;
  /** How far below the standard, in sixtieths summed over the nine competencies; see `levelsShort`. */
  readonly short?: readonly number[];
  /** Sum of the eight potential aspects, 8 to 40. */
  readonly potential?: number;
  readonly certificates?: number;
  /** Leadership training and professional certificates. */
  readonly professional?: number;
  readonly breadth?: 'one-unit' | 'units' | 'agencies';
  readonly acting?: 'Plt higher' | 'Plt equal' | 'Plh higher' | 'Plh equal' | null;
  /** Months since the assessment; the usual one is valid. */
  readonly assessedMonthsAgo?: number;
  /** For which levels there are assessments. */
  readonly assessedFor?: readonly ('JPT Pratama' | 'Administrator' | 'Pengawas')[];
  readonly serving?: boolean;
}

/** What a strong candidate has. */
export const strong: StoryPart = {
  performance: [
    ['meets', 'meets'],
    ['above', 'above'],
  ],
  award: 'instansi',
  team: 'ketua internal',
  feedback: '84',
  short: [15, 20],
  potential: 32,
  certificates: 6,
  professional: 2,
  breadth: 'units',
  acting: 'Plt higher',
};
