import type { Citation, Words } from './citation.ts';
import type { LeapBirthday } from './dates.ts';
import type { EmployeeKind, PostLevel } from './person-record.ts';
import type {
  CommitteePolicy,
  ConcurrenceRule,
  DeviationRule,
  InterimRule,
  ObjectionRule,
  StageRule,
} from './policy-process.ts';
import type { StageKind } from './stages.ts';
import type { Zone } from './working-days.ts';

/**
 * A policy pack: the rules of one agency as versioned data. Numbers are exact texts (`0.15`), dates ISO days.
 * A selection pins the pack's version and digest when its criteria are sealed; a change of rules is a new version.
 */
export interface PolicyPack {
  readonly id: string;
  readonly version: string;
  readonly title: Words;
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
  readonly approver: { readonly name: Words; readonly document: string };
  readonly algorithms: Algorithms;
  /** In formula order: K H T F, then C D E P Q S I. */
  readonly indicators: readonly IndicatorRule[];
  readonly axes: { readonly performance: AxisRule; readonly potential: AxisRule };
  readonly talentValue: { readonly performance: string; readonly potential: string; readonly citation: Citation };
  readonly boxes: BoxRule;
  readonly jpm: JpmRule;
  readonly skp: SkpRule;
  /** Gates per level of the target post; a level without gates cannot be filled under this pack. */
  readonly gates: Readonly<Partial<Record<PostLevel, readonly GateRule[]>>>;
  /** What a missing fact means: always UNKNOWN, then a person verifies it. Zero, a default or a pass are no options. */
  readonly missingData: {
    readonly result: 'UNKNOWN';
    readonly next: 'human-verification';
    readonly citation: Citation;
  };
  readonly route: { readonly first: 'talent-pool'; readonly exception: 'open-selection'; readonly citation: Citation };
  readonly shortlist: ShortlistRule;
  /** Components and weights of the ranking, per level of the target post. */
  readonly rankings: Readonly<Partial<Record<PostLevel, RankingRule>>>;
  readonly assessment: AssessmentRule;
  readonly committee: CommitteePolicy;
  readonly clocks: ClockRule;
  readonly stages: Readonly<Record<StageKind, StageRule>>;
  readonly deviation: DeviationRule;
  readonly concurrence: ConcurrenceRule;
  readonly objection: ObjectionRule;
  readonly interim: InterimRule;
}

/** Algorithms are chosen by data; a released one is never edited, a change is `/2` beside it. */
export interface Algorithms {
  readonly axes: 'weighted-sum/1';
  readonly ranking: 'ranking/1';
  readonly quorum: 'quorum/1';
  readonly outcome: 'majority/1';
  readonly deadline: 'working-days/1';
  readonly order: 'draw/1';
  /**
   * How months in posts are counted: `joined-spans/1` counts posts that follow each other, or overlap, as one span. Packs of before it lack
   * it, and count the completed months of each post alone.
   */
  readonly tenure?: 'joined-spans/1' | undefined;
}

export interface IndicatorRule {
  /** One letter of the formula (`K`), or `D.cert` for a part. */
  readonly code: string;
  readonly label: Words;
  /** Which facts of the record are asked; null for a mean of parts. */
  readonly measure: Measure | null;
  readonly table: ScoreTable;
  /** Look-back in calendar months, half-open; null where none applies. */
  readonly windowMonths: number | null;
  readonly citation: Citation;
}

/** Which facts are asked. A measure that is given another meaning gets a number: packs that name the old one keep it. */
export type Measure = RecordMeasure | RatingMeasure;

/** Of an agency's own ratings with the code after the colon: the latest one, or the best-scored one. */
export type RatingMeasure = `latest-rating:${string}` | `highest-rating:${string}`;

export type RecordMeasure =
  | 'performance-predicate'
  | 'highest-award'
  | 'highest-team-role'
  | 'highest-team-role/2'
  | 'feedback-360'
  | 'jpm'
  | 'certificates'
  | 'professional-certificates'
  | 'time-in-level'
  | 'breadth'
  | 'acting-duty'
  | 'potential-aspects'
  | 'education'
  | 'field-of-study'
  | 'discipline'
  | 'discipline-active-only';

export type ScoreTable = EnumTable | NumberTable | RangeTable | BandTable | AspectTable | MeanTable;

export interface ScoredValue {
  readonly value: string;
  readonly score: string;
}

/** Values match whole, after folding case and spaces; never by substring. */
export interface EnumTable {
  readonly kind: 'enum';
  readonly values: readonly ScoredValue[];
  /** Values that are recognised but that the source gives no score: UNKNOWN, never a default. */
  readonly unscored: readonly string[];
}

export interface NumberTable {
  readonly kind: 'number';
  readonly from: string;
  readonly to: string;
  /** Labels accepted instead of a number. */
  readonly labels: readonly ScoredValue[];
}

/** Half-open ranges over exact numbers, ascending from `from`: each ends where the next begins, the last one at `to`, included. */
export interface RangeTable {
  readonly kind: 'ranges';
  readonly from: string;
  readonly to: string;
  readonly ranges: readonly { readonly from: string; readonly score: string }[];
}

/** Half-open bands over whole numbers, ascending, without gap or overlap; `to` null is open. */
export interface BandTable {
  readonly kind: 'bands';
  readonly unit: 'count' | 'completed-months';
  readonly bands: readonly { readonly from: number; readonly to: number | null; readonly score: string }[];
}

/** The mean of `aspects`, each from `from` to `to`, times `factor`. */
export interface AspectTable {
  readonly kind: 'aspects';
  readonly aspects: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly factor: string;
}

export interface MeanTable {
  readonly kind: 'mean';
  readonly parts: readonly IndicatorRule[];
}

export type PerformanceLevel = 'below' | 'meets' | 'above';
export type PotentialLevel = 'low' | 'medium' | 'high';

export interface AxisRule {
  readonly code: 'Y' | 'X';
  readonly label: Words;
  readonly weights: readonly { readonly indicator: string; readonly weight: string }[];
  /** Half-open bands `[0,middle) [middle,high) [high,100]`, lower bound included, compared unrounded. */
  readonly thresholds: { readonly middle: string; readonly high: string; readonly citation: Citation };
  readonly citation: Citation;
}

export interface BoxRule {
  readonly layout: readonly ({ readonly performance: PerformanceLevel } & Readonly<Record<PotentialLevel, number>>)[];
  readonly promotable: readonly number[];
  /** Boxes that feed the succession group (KRS). */
  readonly succession: readonly number[];
  readonly meanings: readonly { readonly box: number; readonly meaning: Words; readonly handling: Words }[];
  /** A committee may move a person at most so many steps, by majority, with reason and evidence. */
  readonly move: { readonly allowed: boolean; readonly maxSteps: number; readonly citation: Citation };
  readonly citation: Citation;
}

export type JpmMethod = 'capped' | 'uncapped' | 'sum-ratio';
export type JpmCategory = 'MS' | 'MMS' | 'KMS';

export interface JpmRule {
  readonly method: JpmMethod;
  readonly competencies: readonly string[];
  readonly levels: { readonly from: number; readonly to: number };
  /** Descending lower bounds, inclusive. */
  readonly categories: readonly { readonly code: JpmCategory; readonly from: string }[];
  readonly minCategory: JpmCategory;
  readonly validityMonths: number;
  /** Usual required level per post level, where a post names no standard of its own. */
  readonly standards: Readonly<Partial<Record<PostLevel, number>>>;
  readonly citation: Citation;
}

export type Predicate = 'Sangat Baik' | 'Baik' | 'Butuh Perbaikan' | 'Kurang' | 'Sangat Kurang';

export interface SkpRule {
  /** Best first. */
  readonly predicates: readonly Predicate[];
  readonly minPredicate: Predicate;
  readonly minYears: number;
  readonly citation: Citation;
}

/** What every gate says besides its parameters. `phase`: asked of nominees, or only before the appointment. */
interface GateFrame<Name> {
  readonly gate: Name;
  readonly phase: 'nomination' | 'placement';
  readonly rule: Words;
  readonly citation: Citation;
}

interface GateParameters {
  'employee-kind': { readonly kinds: readonly EmployeeKind[] };
  'status-aktif': { readonly active: readonly string[] };
  discipline: { readonly levels: readonly SanctionLevel[] };
  education: { readonly accepted: readonly string[] };
  /** Least golongan by the eselon of the target post. */
  rank: { readonly minimums: Readonly<Record<string, string>>; readonly otherwise: string };
  'prior-post': { readonly alternatives: readonly PriorPost[] };
  experience: { readonly months: number; readonly levels: readonly PostLevel[] };
  age: { readonly maxYears: number; readonly strictness: AgeStrictness; readonly leapBirthday: LeapBirthday };
  assessment: { readonly validityMonths: number };
  'performance-two-years': { readonly minPredicate: Predicate; readonly minYears: number };
  jpm: { readonly minCategory: JpmCategory };
  'tenure-in-post': { readonly minMonths: number };
  'wealth-report': object;
  box: { readonly boxes: readonly number[] };
  retirement: { readonly retirementAge: number; readonly minMonths: number };
  vacancy: object;
  'conflict-of-interest': object;
  'election-blackout': { readonly monthsBefore: number };
}

export type GateName = keyof GateParameters;
export type GateRuleOf<Name extends GateName> = GateFrame<Name> & GateParameters[Name];
export type GateRule = { [Name in GateName]: GateRuleOf<Name> }[GateName];

export type SanctionLevel = 'ringan' | 'sedang' | 'berat';
export type AgeStrictness = 'completed-years' | 'exact';

export interface PriorPost {
  readonly level: PostLevel;
  readonly months: number;
}

export interface ShortlistRule {
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** Fewer names than `size` need a recorded reason. */
  readonly fewerNeedsReason: boolean;
  readonly citation: Citation;
}

export interface RankingRule {
  readonly components: readonly { readonly code: string; readonly label: Words; readonly weight: string }[];
  /** Codes of further values, compared in this order, the higher first, where totals are equal. What stays equal shares its rank. */
  readonly tieBreak: readonly string[];
  /** Names whose totals lie within `width` of the band's best are shown as one band; null for none. */
  readonly bands: { readonly width: string } | null;
  readonly citation: Citation;
}

/** How assessors score: what a selection's criteria start from, and the anchors. A blank is never zero. */
export interface AssessmentRule {
  readonly assessors: number;
  readonly scale: { readonly from: string; readonly to: string };
  readonly criteria: readonly AssessmentCriterion[];
  readonly discussion: {
    /** Assessors discuss a criterion when their scores lie further apart than this. */
    readonly spreadOver: string;
    /** A score changed after the reveal needs a reason; both sheets are kept. */
    readonly changeNeedsReason: boolean;
  };
  readonly reasonRequired: boolean;
  readonly citation: Citation;
}

export interface AssessmentCriterion {
  readonly code: string;
  readonly label: Words;
  /** All weights together are exactly 100. */
  readonly weight: string;
  /** What a score looks like in behaviour, ascending. */
  readonly anchors: readonly { readonly score: string; readonly words: Words }[];
}

export interface ClockRule {
  /** Received at or after this local time counts as received on the next working day; null for none. */
  readonly cutoff: string | null;
  readonly zone: Zone;
  readonly cutiBersamaIsNonWorking: boolean;
  /** Local time at which reminders go out. */
  readonly officeOpensAt: string;
  readonly citation: Citation;
}
