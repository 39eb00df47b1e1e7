import { educationWords } from '#domain/measures.ts';
import type { GateName } from '#domain/policy-pack.ts';
import type { View } from '#web/view.ts';
import { isWord } from '#web/words.ts';
import { reasonOf } from './selection/stages.ts';

interface Judged {
  readonly gate: string;
  readonly value: string | null;
  readonly missing: readonly string[];
  readonly reason: string | null;
}

/** What a gate saw; nothing stated says so. */
export function gateValueWords(view: View, { gate, value }: Pick<Judged, 'gate' | 'value'>): string {
  return value === null ? view.t('gates.no-value') : (readGateValue(view, gate, value) ?? value);
}

/** What a gate lacked, and why it could not decide. */
export function gateNotes(view: View, { gate, missing, reason }: Omit<Judged, 'value'>): string[] {
  const { t, figures } = view;
  // The rules name the day where no assessment counts; of one for another level the day is known, and not what is lacking.
  if (reason === 'assessment.other-level') return [reasonOf(reason, view)];
  const facts = [...new Set(missing.flatMap((one) => one.split(' ')).map((fact) => factWords(view, gate, fact)))];
  const lacking = facts.length === 0 ? [] : [t('gates.missing', { fields: figures.list(facts) })];
  return reason === null ? lacking : [...lacking, reasonOf(reason, view)];
}

function factWords({ t }: View, gate: string, fact: string): string {
  if (gate === 'box') {
    const named = `gate-indicator.${fact}`;
    return isWord(named) ? t(named) : t('gate-fact.indicators');
  }
  const [name = '', year] = fact.split('.');
  if (name === 'skp' && year !== undefined) return t('gate-fact.skp', { year });
  const key = `gate-fact.${name}`;
  return isWord(key) ? t(key) : t('gate-fact.other');
}

/**
 * The value of a gate in the reader's language. Its bytes are those of the rule and are never changed, since old decisions
 * derive again; so they are read here. Undefined where no gate of today writes them.
 */
export function readGateValue(view: View, gate: string, value: string): string | undefined {
  for (const [pattern, words] of isGate(gate) ? forms[gate] : []) {
    const found = pattern.exec(value);
    if (found !== null) return words(view, found.slice(1));
  }
  return undefined;
}

function isGate(gate: string): gate is GateName {
  return Object.hasOwn(forms, gate);
}

type Form = readonly [pattern: RegExp, words: (view: View, parts: readonly string[]) => string | undefined];

const day = String.raw`(\d{4}-\d{2}-\d{2})`;

const forms: Readonly<Record<GateName, readonly Form[]>> = {
  'employee-kind': [[/^(PNS|PPPK)$/, (_view, [kind]) => kind]],
  'status-aktif': [[/^(\d+)$/, (view, [status]) => keyed(view, `legal-status.${status ?? ''}`)]],
  education: [[/^(\d+)$/, (_view, [level = '']) => educationWords[level]]],
  discipline: [
    [/^none served$/, ({ t }) => t('gate-value.discipline-none')],
    [/^serving or under examination$/, ({ t }) => t('gate-value.discipline-open')],
  ],
  rank: [[/^(\S+) \(min (\S+)\)$/, ({ t }, [rank = '', least = '']) => t('gate-value.rank', { rank, least })]],
  'prior-post': [[/^(.+ \d+ months)$/, (view, [posts = '']) => postWords(view, posts)]],
  experience: [[/^(\d+) months$/, ({ t }, [count]) => t('gate-value.months', { count: Number(count) })]],
  age: [
    [/^(\d+) years (\d+) days$/, ({ t }, [years = '', count]) => t('gate-value.age', { years, count: Number(count) })],
  ],
  retirement: [
    [/^(-?\d+) months of service left$/, ({ t }, [count]) => t('gate-value.months-left', { count: Number(count) })],
  ],
  'tenure-in-post': [
    [
      new RegExp(`^(-?\\d+) months since ${day}$`),
      ({ t, figures }, [count, since = '']) =>
        t('gate-value.months-since', { count: Number(count), day: figures.day(since) }),
    ],
  ],
  assessment: [
    [/^EXPIRED$/, ({ t }) => t('gate-value.EXPIRED')],
    [new RegExp(`^${day} (.+) (VALID|EXPIRED|NOT-YET)$`), assessmentWords],
  ],
  'performance-two-years': [[/^((?:\d{4} [^,]+)(?:, \d{4} [^,]+)*)$/, (view, [years = '']) => yearWords(view, years)]],
  jpm: [[/^(\w+)$/, (view, [category = '']) => keyed(view, `gate-value.jpm-${category}`)]],
  box: [[/^(\d)$/, ({ t }, [box = '']) => t('gate-value.box', { box })]],
  'wealth-report': [
    [new RegExp(`^${day}$`), ({ t, figures }, [filed = '']) => t('gate-value.filed', { day: figures.day(filed) })],
    [
      new RegExp(`^none on ${day}$`),
      ({ t, figures }, [checked = '']) => t('gate-value.not-filed', { day: figures.day(checked) }),
    ],
  ],
  vacancy: [
    [/^blocked$/, ({ t }) => t('gate-value.blocked')],
    [
      new RegExp(`^vacant from ${day}$`),
      ({ t, figures }, [from = '']) => t('gate-value.vacant', { day: figures.day(from) }),
    ],
  ],
  'conflict-of-interest': [
    [
      /^(\d+) of (\d+) declared, (\d+) unresolved$/,
      ({ t }, [made = '', required = '', unresolved = '']) => t('gate-value.declared', { made, required, unresolved }),
    ],
  ],
  'election-blackout': [
    [/^no elected head$/, ({ t }) => t('gate-value.no-election')],
    [new RegExp(`^window ${day} to ${day}, (?:no consent|consent of ${day})$`), windowWords],
    [
      new RegExp(`^outside ${day} to ${day}$`),
      ({ t, figures }, [from = '', to = '']) =>
        t('gate-value.out-of-window', { from: figures.day(from), to: figures.day(to) }),
    ],
  ],
};

function keyed({ t }: View, key: string): string | undefined {
  return isWord(key) ? t(key) : undefined;
}

function postWords(view: View, posts: string): string {
  const said = [...posts.matchAll(/([\w-]+) (\d+) months/g)].map(([, level = '', count]) =>
    view.t('gate-value.post-months', { level: levelWords(view, level), count: Number(count) }),
  );
  return said.join('; ');
}

function levelWords(view: View, level: string): string {
  return keyed(view, `map.level-${level}`) ?? level;
}

function assessmentWords(view: View, [made = '', level = '', validity = '']: readonly string[]): string {
  const { t, figures } = view;
  return t('gate-value.assessment', {
    day: figures.day(made),
    level: level === 'without level' ? t('gate-value.no-level') : levelWords(view, level),
    validity: keyed(view, `gate-value.${validity}`) ?? validity,
  });
}

function yearWords(view: View, years: string): string {
  const said = [...years.matchAll(/(\d{4}) ([^,]+)/g)].map(([, year = '', predicate = '']) =>
    view.t('gate-value.year', { year, predicate: predicateWords(view, predicate) }),
  );
  return said.join('; ');
}

function predicateWords(view: View, predicate: string): string {
  return predicate === '?' ? view.t('furniture.unknown') : (keyed(view, `predicate.${predicate}`) ?? predicate);
}

function windowWords(view: View, [from = '', to = '', consented]: readonly (string | undefined)[]): string {
  const { t, figures } = view;
  const consent =
    consented === undefined ? t('gate-value.no-consent') : t('gate-value.consent', { day: figures.day(consented) });
  return t('gate-value.in-window', { from: figures.day(from), to: figures.day(to), consent });
}
