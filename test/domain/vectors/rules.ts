import type { IndicatorRule, ScoreTable } from '#domain/policy-pack.ts';
import { pack } from './reader.ts';

/** An indicator rule of the pack by its code, parts included. */
export function ruleOf(code: string): IndicatorRule {
  const all = pack.indicators.flatMap((rule) => [rule, ...(rule.table.kind === 'mean' ? rule.table.parts : [])]);
  const rule = all.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`the pack lacks ${code}`);
  return rule;
}

interface TableJson {
  readonly id: string;
  readonly kind: 'enum' | 'number' | 'bands' | 'mean';
  readonly unit?: string;
  readonly values?: readonly { readonly value: string; readonly score: string }[];
  readonly range?: readonly string[];
  readonly alternative?: { readonly values: readonly { readonly value: string; readonly score: string }[] };
  readonly bands?: readonly { readonly from: string; readonly to: string | null; readonly score: string }[];
  readonly count?: number;
  readonly factor?: string;
}

/** The pack's rule with the table a vector file states for it; a code without one keeps the pack's. */
export function ruleFrom(code: string, tables: readonly TableJson[] = []): IndicatorRule {
  const rule = ruleOf(code);
  const json = tables.find(({ id }) => id === code);
  return json === undefined ? rule : { ...rule, table: tableOf(json, rule.table) };
}

function tableOf(json: TableJson, own: ScoreTable): ScoreTable {
  const [from = '0', to = '100'] = json.range ?? [];
  switch (own.kind) {
    case 'enum':
      return { ...own, values: json.values ?? [] };
    case 'number':
      return { ...own, from, to, labels: json.alternative?.values ?? [] };
    case 'ranges':
      return own;
    case 'bands':
      return { ...own, bands: (json.bands ?? []).map(toBand) };
    case 'aspects':
      return { ...own, from: Number(from), to: Number(to), factor: json.factor ?? '' };
    case 'mean':
      return own;
  }
}

function toBand(band: { from: string; to: string | null; score: string }) {
  return { from: Number(band.from), to: band.to === null ? null : Number(band.to), score: band.score };
}

export type { TableJson };
