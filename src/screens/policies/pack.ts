import { diffPacks } from '#domain/pack-diff.ts';
import { tellChanges } from '#domain/pack-diff-words.ts';
import type { JsonObject } from '#domain/pack-tree.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { packAnswer } from '#schemas/policies.ts';
import { breadcrumbs, hash, link, list, section, summaryList } from '#web/components/pieces.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { agencyOf } from '../asker.ts';
import { daysOf, handsOf, standingTag } from './page.ts';
import { readers } from './readers.ts';
import { rulesOf } from './rules.ts';

/** One published policy: what has changed in it, and all its rules with what they rest on. */
export const packScreen: Screen = { path: '/policies/packs/:digest', draw: drawPack };

async function drawPack({ ask, params, view }: ScreenRequest): Promise<Page> {
  const { t, figures, locale } = view;
  const agency = agencyOf(ask.asker, readers);
  const read = (digest: string) =>
    ask.get('/policies/packs/:digest', packAnswer, { params: { digest }, query: { agency } });
  const pack = await read(params['digest'] ?? '');
  const before = pack.before === null ? undefined : await read(pack.before);
  const title = `${pack.title[locale]} ${pack.version}`;
  const crumbs = breadcrumbs(view, [{ text: t('policies.title'), href: '/policies' }, { text: title }]);
  const said = summaryList([
    { key: t('policies.pack'), value: `${pack.id} ${pack.version}` },
    { key: t('policies.from'), value: daysOf(view, pack), small: standingTag(view, pack.standing) },
    {
      key: t('policies.published'),
      value: link({ href: `/receipts/${pack.entry}`, text: figures.instant(pack.publishedAt) }),
      small: handsOf(view, pack),
    },
    { key: t('policies.selections'), value: figures.number(pack.selections) },
    { key: t('policies.digest'), value: hash(pack.digest, 'full') },
  ]);
  const changed =
    before !== undefined &&
    changesOf(view, { name: `${before.id} ${before.version}`, before: before.content, after: pack.content });
  const main = html`${crumbs}<h1 class="govuk-heading-l b-mb-4">${title}</h1>${said}${changed}${rulesOf(view, pack.content)}`;
  return { title, main, at: 'policies' };
}

export interface Compared {
  /** Of the earlier one. */
  readonly name: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** What differs from an earlier pack, in sentences. */
export function changesOf({ t, locale }: View, { name, before, after }: Compared): Html {
  const told = tellChanges(diffPacks(before, after), { before, after }, locale);
  const title = t('policies.changes', { before: name });
  const body =
    told.length === 0
      ? html`<p class="govuk-body">${t('policies.changes-none')}</p>`
      : told.map(({ rule, changes }) => html`<h3 class="govuk-heading-s b-mb-2">${rule}</h3>${list(changes)}`);
  return section({ id: 'changes', title }, html`${body}`);
}
