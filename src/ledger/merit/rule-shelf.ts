import type { PolicyPack } from '#domain/policy-pack.ts';
import type { Calendar } from '#domain/working-days.ts';
import { type Canonical, isObject } from '../canonical.ts';
import { day, flag, listOf, matching, oneOf, orNull, text, withFields } from './forms.ts';
import { isPolicyPack } from './pack-form.ts';

/** The rule files of a bundle, each read once. Their digests were checked with the container. */
export class RuleShelf {
  readonly #rules: ReadonlyMap<string, Canonical>;
  readonly #packs = new Map<string, PolicyPack | undefined>();
  readonly #calendars = new Map<string, readonly Calendar[] | undefined>();

  constructor(rules: ReadonlyMap<string, Canonical>) {
    this.#rules = rules;
  }

  /** The policy pack of a digest; undefined where the bundle has none, or it is no sound pack. */
  findPack(digest: string): PolicyPack | undefined {
    if (!this.#packs.has(digest)) {
      const rule: unknown = this.#rules.get(digest);
      this.#packs.set(digest, isPolicyPack(rule) ? rule : undefined);
    }
    return this.#packs.get(digest);
  }

  /** The set of decree calendars of a digest. */
  findCalendars(digest: string): readonly Calendar[] | undefined {
    if (!this.#calendars.has(digest)) {
      const rule: unknown = this.#rules.get(digest);
      this.#calendars.set(digest, isCalendarList(rule) ? rule.map(toCalendar) : undefined);
    }
    return this.#calendars.get(digest);
  }
}

/** A calendar as it was published, less what is for readers only. */
interface PublishedCalendar extends Pick<Calendar, 'year' | 'entries'> {
  readonly country: string;
  readonly provisional?: boolean;
}

/** So many years at most that no walk over days is long. */
const years = { from: 2000, to: 2200 } as const;

const calendarForm = withFields({
  country: matching(/^[A-Z]{2}$/),
  year: (value) => Number.isInteger(value) && Number(value) >= years.from && Number(value) <= years.to,
  entries: listOf(
    withFields({
      date: day,
      kind: oneOf('libur-nasional', 'cuti-bersama'),
      name: withFields({ id: text, en: text }),
      decree: orNull(text),
      effectiveFrom: orNull(day),
    }),
  ),
});

function isCalendarList(value: unknown): value is readonly PublishedCalendar[] {
  return Array.isArray(value) && value.length <= years.to - years.from + 1 && value.every(isPublished);
}

function isPublished(value: unknown): boolean {
  if (!isObject(value) || !calendarForm(value)) return false;
  return !Object.hasOwn(value, 'provisional') || flag(value['provisional']);
}

function toCalendar({ country, year, provisional, entries }: PublishedCalendar): Calendar {
  return { id: `${country.toLowerCase()}-${year}`, year, provisional: provisional ?? false, entries };
}
