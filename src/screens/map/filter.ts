import type { ScreenRequest } from '#platform/screens.ts';
import { unitPage } from '#schemas/lookups.ts';
import { postLevelSchema } from '#schemas/policy-parts.ts';
import { attributes, type Html, html } from '#web/html.ts';
import { agencyOf } from '../asker.ts';

/** What the address of a page about the map asks for; fields left empty ask for nothing. */
export type MapQuery = Readonly<Record<string, string>> & { readonly agency: string };

export function mapQueryOf({ ask, query }: ScreenRequest): MapQuery {
  const agency = agencyOf(ask.asker, ['hr', 'secretary', 'auditor', 'authority']);
  const named = (['map', 'unit', 'level'] as const).map((name) => [name, query[name] ?? ''] as const);
  return { ...Object.fromEntries(named.filter(([, value]) => value !== '')), agency };
}

/** An address within the same filter. */
export function hrefOf(
  path: string,
  { agency: _own, ...query }: MapQuery,
  more: Readonly<Record<string, string>> = {},
) {
  const search = new URLSearchParams({ ...query, ...more }).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Unit and level as a form that the address answers. */
export async function filterForm(request: ScreenRequest, asked: MapQuery): Promise<Html> {
  const { ask, query, view } = request;
  const { t } = view;
  const units = await ask.find('/units', unitPage, { query: { agency: asked.agency, limit: '200' } });
  const unitOptions = (units?.items ?? []).map(({ id, name }) => ({ value: id, text: name }));
  const levels = postLevelSchema.options.map((value) => ({ value, text: t(`map.level-${value}`) }));
  const kept = (['map', 'view', 'sort'] as const).map((name) => {
    const value = query[name] ?? '';
    return value !== '' && html`<input${attributes({ type: 'hidden', name, value })}>`;
  });
  const unit = select({
    name: 'unit',
    label: t('map.unit'),
    all: t('map.unit-all'),
    chosen: asked['unit'],
    options: unitOptions,
  });
  const level = select({
    name: 'level',
    label: t('map.level'),
    all: t('map.level-all'),
    chosen: asked['level'],
    options: levels,
  });
  return html`<form method="get" class="b-filter" role="search">${kept}${unit}${level}<button class="govuk-button govuk-button--secondary" type="submit">${t('map.filter')}</button></form>`;
}

interface Select {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly chosen: string | undefined;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

function select({ name, label, all, chosen, options }: Select): Html {
  const drawn = options.map(
    ({ value, text }) => html`<option${attributes({ value, selected: value === chosen })}>${text}</option>`,
  );
  return html`<div><label class="govuk-label govuk-label--s" for="${name}">${label}</label><select class="govuk-select"${attributes({ id: name, name })}><option value="">${all}</option>${drawn}</select></div>`;
}
