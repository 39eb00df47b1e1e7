import { readFileSync } from 'node:fs';
import { judgeEligibility } from '#domain/eligibility.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { type CriterionSource, rankSelection } from '#domain/selection-ranking.ts';
import { localDayOf } from '#domain/working-days.ts';
import { toUtf8 } from '#ledger/bytes.ts';
import type { Canonical, CanonicalObject } from '#ledger/canonical.ts';
import { sha256Hex } from '#ledger/crypto.ts';
import type { MeritBundle, MeritEntry } from '#ledger/examination.ts';
import { isType, spell, textOf } from '#ledger/merit/case-file.ts';
import { isPlacement, isSealedCriteria, type SealedCriteria } from '#ledger/merit/content-forms.ts';
import { isPolicyPack } from '#ledger/merit/pack-form.ts';
import { isPersonRecord } from '#ledger/merit/record-form.ts';
import { altered, entryOf, nudged, sound, withEntries } from './merit-bundle.ts';
import { pathIn } from './merit-mutation.ts';
import { type Draw, pick } from './mutation.ts';

/** Selections with other facts, and with the results that follow from these: a verifier that derives them otherwise objects. */

const pack = packOf();
const criteria = criteriaOf();
/** The same, but posts that follow each other count as one span. */
const joined: PolicyPack = { ...pack, algorithms: { ...pack.algorithms, tenure: 'joined-spans/1' } };

function packOf(): PolicyPack {
  const found: unknown = [...sound.rules.values()].find((rule) => isPolicyPack(rule));
  if (!isPolicyPack(found)) throw new Error('the fixture has a policy');
  return found;
}

function criteriaOf(): SealedCriteria {
  const content = entryOf('criteria.drafted/1').openings.get('content');
  if (!isSealedCriteria(content)) throw new Error('the fixture has criteria');
  return content;
}

const days = '2016-02-29 2019-08-31 2023-01-01 2024-02-29 2025-11-30 2026-01-31 2026-03-31 2026-12-01 2031-05-05'.split(
  ' ',
);
/** Words and codes that records are made of, those of the policy's tables among them. */
const words = [
  ...new Set(readFileSync('policies/asn/pack.json', 'utf8').match(/(?<="value": ")[^"]+/g)),
  ...'PNS PPPK 01 03 05 40 45 49 42 43 99 ringan sedang berat T F P pengawas administrator jpt-pratama jf-ahli-madya'.split(
    ' ',
  ),
  'di atas ekspektasi',
  ' Sesuai  Ekspektasi',
  'di bawah ekspektasi',
  'S-2 ADMINISTRASI PUBLIK',
  'administrasi publik',
  '87.25',
  '850/9',
  '-',
  '',
  'lain',
  'constructor',
] as const;

function otherLeaf(value: Canonical | undefined, draw: Draw): Canonical {
  if (draw(6) === 0) return null;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return Math.max(0, value + draw(7) - 3);
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  return isDay || (value === null && draw(2) === 0)
    ? (days[draw(days.length)] ?? null)
    : (words[draw(words.length)] ?? null);
}

function at(value: Canonical | undefined, path: readonly string[]): Canonical | undefined {
  return path.reduce<Canonical | undefined>((inner, name) => {
    return typeof inner === 'object' && inner !== null ? (inner as CanonicalObject)[name] : undefined;
  }, value);
}

/** The value with some of its places filled otherwise, or a row of a list twice; each change only as long as a form holds. */
function varied(value: Canonical, draw: Draw, isSound: (value: unknown) => boolean): Canonical {
  let sound = value;
  for (let round = draw(24); round >= 0; round -= 1) {
    const changed = variedOnce(sound, draw);
    if (isSound(changed)) sound = changed;
  }
  return sound;
}

function variedOnce(value: Canonical, draw: Draw): Canonical {
  const path = pathIn(value, draw);
  const found = at(value, path);
  if (Array.isArray(found)) return nudged(value, path, [...found, found[draw(found.length)] ?? null]);
  return typeof found === 'object' && found !== null ? value : nudged(value, path, otherLeaf(found, draw));
}

function plain(value: object): Canonical {
  return JSON.parse(JSON.stringify(value)) as Canonical;
}

/** One candidate with another record, against another post, and the gates and the placement that follow. */
export function otherRecord(draw: Draw): MeritBundle {
  const frozen = entryOf('snapshot.frozen/1', draw(4));
  const rules = draw(2) === 0 ? pack : joined;
  const record: unknown = varied(frozen.openings.get('record') ?? null, draw, isPersonRecord);
  const content = plain(criteria);
  const withTarget = (target: Canonical) => nudged(content, ['target'], target);
  const target = varied(at(content, ['target']) ?? null, draw, (one) => isSealedCriteria({ ...criteria, target: one }));
  const sealed: unknown = withTarget(target);
  if (!isPersonRecord(record) || !isSealedCriteria(sealed)) throw new Error('both are sound');
  const candidate = textOf(frozen, 'candidate');
  const { entries } = withEntries(
    sound.entries.map((entry) => {
      if (entry === frozen) return altered(entry, { openings: { record: plain(record) } });
      if (isType(entry, 'criteria.drafted/1')) return altered(entry, { openings: { content: plain(sealed) } });
      const isOf = isType(entry, 'gates.evaluated/1') && textOf(entry, 'candidate') === candidate;
      if (!isOf) return entry;
      const on = localDayOf(entry.envelope.at, sealed.zone);
      const judged = judgeEligibility({ record, target: sealed.target, pack: rules, on, verifications: [] });
      const openings = { gates: plain(judged.gates), placement: plain(judged.merit) };
      return altered(entry, { open: { outcome: judged.outcome }, openings });
    }),
  );
  return {
    ...sound,
    entries,
    rules: new Map([...sound.rules].map(([digest, rule]) => [digest, isPolicyPack(rule) ? plain(rules) : rule])),
  };
}

/** Other scores, so few that there are ties, another order of breaking them, and the ranking that follows. */
export function otherRanking(draw: Draw): MeritBundle {
  const codes = criteria.criteria.map(({ code }) => code);
  const tieBreak = [...codes, 'lain'].filter(() => draw(2) === 0).toSorted(() => draw(3) - 1);
  const judged = criteria.criteria.map((one) => (one.source === 'panel' ? one : { ...one, source: otherSource(draw) }));
  const sealed = { ...criteria, criteria: judged, tieBreak };
  const entries = sound.entries.map((entry) => {
    if (isType(entry, 'criteria.drafted/1')) return altered(entry, { openings: { content: plain(sealed) } });
    if (isType(entry, 'gates.evaluated/1')) return placed(entry, draw);
    if (!isType(entry, 'sheet.submitted/1', 'sheet.finalised/1')) return entry;
    const scores = Object.keys((entry.openings.get('scores') ?? {}) as CanonicalObject);
    const scored = scores.map((code) => [code, pick(draw, ['80', '80', '80', '80.5', draw(30) === 0 ? null : '79'])]);
    return altered(entry, { openings: { scores: Object.fromEntries(scored) as CanonicalObject } });
  });
  const candidates = entries.flatMap((entry) => {
    const merit = entry.openings.get('placement');
    const isAdmitted = isType(entry, 'gates.evaluated/1') && textOf(entry, 'outcome') === 'admitted';
    return isAdmitted && isPlacement(merit) ? [{ ref: textOf(entry, 'candidate'), merit }] : [];
  });
  const sheets = entries
    .filter((entry) => isType(entry, 'sheet.finalised/1'))
    .map((entry) => ({ candidateRef: textOf(entry, 'candidate'), scores: scoresOf(entry) }));
  const bands = pack.rankings[criteria.target.level]?.bands ?? null;
  const ranking = plain(rankSelection({ criteria: judged, tieBreak, bands, candidates, sheets }));
  const { ranked, unranked } = ranking as {
    readonly ranked: readonly unknown[];
    readonly unranked: readonly unknown[];
  };
  const open = {
    digest: sha256Hex(toUtf8(spell(ranking))),
    ranked: ranked.length,
    unranked: unranked.length,
  };
  return withEntries(
    entries.map((entry) =>
      isType(entry, 'ranking.derived/1') ? altered(entry, { open, openings: { ranking } }) : entry,
    ),
  );
}

const recorded = ['talent-value', 'performance', 'potential', 'competency'] as const;

function otherSource(draw: Draw): CriterionSource {
  return draw(2) === 0 ? pick(draw, recorded) : `indicator:${pick(draw, ['K', 'T', 'C', 'Q', 'Z'])}`;
}

/** One of two placements that the fixture does not have. */
function placed(entry: MeritEntry, draw: Draw): MeritEntry {
  const placement = entry.openings.get('placement') ?? null;
  const value = pick(draw, ['80', '80', '850/9', '80.25']);
  return altered(entry, { openings: { placement: nudged(placement, ['talentValue'], value) } });
}

function scoresOf(entry: MeritEntry): Record<string, string> {
  const scores = (entry.openings.get('scores') ?? {}) as CanonicalObject;
  return Object.fromEntries(Object.entries(scores).filter((score): score is [string, string] => score[1] !== null));
}
