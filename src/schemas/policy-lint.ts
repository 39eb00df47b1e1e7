import type { z } from 'zod';
import type { PackFinding } from '#domain/pack-findings.ts';
import { lintPack } from '#domain/pack-lint.ts';
import { isJsonList, isJsonObject, type Json } from '#domain/pack-tree.ts';
import type { PackPath } from '#domain/policy-faults.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { packFormSchema } from './policy-pack.ts';

export interface LintedPack {
  /** Undefined where the form is broken beyond what can be looked past. */
  readonly pack: PolicyPack | undefined;
  readonly findings: readonly PackFinding[];
}

/** What is wrong with the JSON of a pack: its form first, and its rules as far as the form lets them be read. */
export function lintContent(content: Json): LintedPack {
  const parts = lintParts(content);
  const parsed = packFormSchema.safeParse(content);
  if (parsed.success) return { pack: parsed.data, findings: [...parts, ...lintPack(parsed.data)] };
  const form = parsed.error.issues.flatMap((issue) => findingsOf(issue, content));
  const mended = packFormSchema.safeParse(form.reduce(mend, content));
  const rules = mended.success ? lintPack(mended.data) : [];
  return { pack: undefined, findings: [...parts, ...form, ...rules] };
}

/** Parts that are made of parts, down to the one that closes a circle. The form allows none; this says why. */
function lintParts(content: Json): PackFinding[] {
  const indicators = isJsonObject(content) ? content['indicators'] : undefined;
  return isJsonList(indicators) ? indicators.flatMap((rule, index) => lintPart(rule, ['indicators', index], [])) : [];
}

function lintPart(rule: Json, path: PackPath, above: readonly string[]): PackFinding[] {
  if (!isJsonObject(rule) || typeof rule['code'] !== 'string') return [];
  const { code, table } = rule;
  const chain = [...above, code];
  if (above.includes(code)) {
    return [{ code: 'pack.indicator-cycle', path: [...path, 'code'], details: { code, chain: chain.join(' → ') } }];
  }
  const parts = isJsonObject(table) ? table['parts'] : undefined;
  if (!isJsonList(parts)) return [];
  const nested: PackFinding[] = above.length === 0 ? [] : [{ code: 'pack.part-nested', path, details: { code } }];
  return [...nested, ...parts.flatMap((part, index) => lintPart(part, [...path, 'table', 'parts', index], chain))];
}

type Issue = z.core.$ZodIssue;

function findingsOf(issue: Issue, content: Json): PackFinding[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ code: 'pack.unknown-key', path: [...path, key], details: { key } }));
  }
  return [knownFault(issue, path, content) ?? { code: 'pack.form', path, details: { fault: issue.message } }];
}

/** What the place and the value say about an issue. */
function knownFault(issue: Issue, path: PackPath, content: Json): PackFinding | undefined {
  const [last, before] = [path.at(-1), path.at(-2)];
  const value = valueAt(content, path);
  if (before === 'algorithms' && path.length === 2) {
    const known = issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : '';
    return { code: 'pack.algorithm-unknown', path, details: { algorithm: text(value), known } };
  }
  const isWeight = last === 'weight' || before === 'talentValue';
  if (isWeight && typeof value === 'string' && value.startsWith('-')) {
    return { code: 'pack.weight-negative', path, details: { weight: value } };
  }
  if (before === 'citation' && last === 'confidence') return { code: 'pack.confidence-missing', path };
  return value === undefined || value === null || value === '' ? absentFault(path) : undefined;
}

/** What is not there and has a code of its own. */
function absentFault(path: PackPath): PackFinding | undefined {
  const [last, before] = [path.at(-1), path.at(-2)];
  const isCitation = last === 'citation' || (before === 'citation' && last === 'instrument');
  if (isCitation) return { code: 'pack.citation-missing', path };
  const isWords = (last === 'id' || last === 'en') && path.length > 1;
  return isWords ? { code: 'pack.words-missing', path, details: { language: last } } : undefined;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function valueAt(content: Json, path: PackPath): Json | undefined {
  return path.reduce<Json | undefined>((value, part) => {
    if (isJsonList(value)) return typeof part === 'number' ? value[part] : undefined;
    return isJsonObject(value) && Object.hasOwn(value, part) ? value[String(part)] : undefined;
  }, content);
}

const placeholder = { instrument: '-', article: null, confidence: 'S' } as const;

/** The content as if one finding were mended, so that the rules behind it can be looked at as well. */
function mend(content: Json, { code, path }: PackFinding): Json {
  switch (code) {
    case 'pack.unknown-key':
      return withValue(content, path, undefined);
    case 'pack.citation-missing':
      return withValue(content, path, path.at(-1) === 'citation' ? placeholder : '-');
    case 'pack.confidence-missing':
      return withValue(content, path, 'S');
    case 'pack.words-missing':
      return withValue(content, path, '-');
    default:
      return content;
  }
}

function withValue(content: Json, [part, ...rest]: PackPath, value: Json | undefined): Json {
  if (part === undefined) return value ?? null;
  if (isJsonList(content)) {
    return content.map((member, index) => (index === part ? withValue(member, rest, value) : member));
  }
  if (!isJsonObject(content)) return content;
  const name = String(part);
  const others = Object.entries(content).filter(([key]) => key !== name);
  if (rest.length === 0) return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
  return { ...content, [name]: withValue(content[name] ?? null, rest, value) };
}
