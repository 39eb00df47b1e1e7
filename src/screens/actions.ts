import type { Role } from '#domain/roles.ts';
import type { Screen, ScreenRequest } from '#platform/screens.ts';
import { actsAnswer } from '#schemas/selections.ts';
import { mark } from '#web/components/icons.ts';
import { breadcrumbs, empty, link, section } from '#web/components/pieces.ts';
import { table } from '#web/components/table.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import type { WordKey } from '#web/words.ts';
import { type FactAct, factPages } from './act-places.ts';
import { crumbsOf, readSelectionHead, type SelectionHead } from './selection-head.ts';

/** Everything that the viewer may do here now, and only that; who may do what is the API's answer. */
export const actionsScreen: Screen = { path: '/selections/:selectionId/actions', draw: drawActions };

interface Offer {
  /** The act whose rule opens it. */
  readonly act: string;
  /** Below the selection's address. */
  readonly at: string;
  readonly name: WordKey;
  readonly what: WordKey;
  /** Where one act has a page for each role that may do it. */
  readonly role?: Role;
}

const facts: readonly Offer[] = [
  ...(Object.keys(factPages) as FactAct[]).map(
    (act): Offer => ({ act, at: factPages[act], name: `act.${act}`, what: `act.${act}-what` }),
  ),
  {
    act: 'candidate.withdraw',
    at: 'withdraw',
    name: 'act.candidate.withdraw',
    what: 'act.candidate.withdraw-what',
    role: 'candidate',
  },
];

const commandPages: readonly Offer[] = [
  { act: 'stage.extend', at: 'extend', name: 'command.extend', what: 'act.stage.extend-what' },
  { act: 'stage.pause', at: 'pause', name: 'command.pause', what: 'act.stage.pause-what' },
  { act: 'stage.resume', at: 'resume', name: 'command.resume', what: 'act.stage.resume-what' },
  {
    act: 'stage.recalculate-deadlines',
    at: 'recalculate',
    name: 'command.recalculate-deadlines',
    what: 'act.stage.recalculate-what',
  },
  { act: 'committee.adjourn', at: 'adjourn', name: 'command.adjourn', what: 'act.committee.adjourn-what' },
  { act: 'seat.replace', at: 'replace-member', name: 'command.replace-member', what: 'act.seat.replace-what' },
  {
    act: 'assessor.assign',
    at: 'replace-assessor',
    name: 'command.replace-assessor',
    what: 'act.assessor.replace-what',
  },
  {
    act: 'candidate.withdraw',
    at: 'withdraw',
    name: 'command.withdraw',
    what: 'act.candidate.withdraw-what',
    role: 'hr',
  },
  { act: 'stage.reopen', at: 'reopen', name: 'command.reopen', what: 'act.stage.reopen-what' },
  {
    act: 'selection.move-policy',
    at: 'move-policy',
    name: 'command.move-policy',
    what: 'act.selection.move-policy-what',
  },
  { act: 'selection.cancel', at: 'cancel', name: 'command.cancel', what: 'act.selection.cancel-what' },
  { act: 'placement.revoke', at: 'revoke', name: 'command.revoke', what: 'act.placement.revoke-what' },
];

const commands = commandPages.map((offer) => ({ ...offer, at: `commands/${offer.at}` }));

async function drawActions(request: ScreenRequest): Promise<Page> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const { items } = await ask.get('/selections/:selectionId/acts', actsAnswer, head.at);
  const open = new Set(items.filter(({ refusal }) => refusal === null).map(({ act }) => act));
  const title = t('actions.title');
  const isOpen = ({ act, role }: Offer) =>
    open.has(act) && (role === undefined || view.viewer?.roles.includes(role) === true);
  const drawn = [
    offersText(view, head, {
      id: 'facts',
      title: t('actions.facts'),
      offers: facts.filter(isOpen),
    }),
    offersText(view, head, {
      id: 'commands',
      title: t('actions.commands'),
      offers: commands.filter(isOpen),
    }),
  ];
  const body = drawn.some((one) => one !== false) ? drawn : nothing(view);
  const main = html`${breadcrumbs(view, crumbsOf(head, request, title))}<h1 class="govuk-heading-l b-mb-5">${title}</h1><p class="govuk-body-l">${t('actions.lead')}</p>${body}`;
  return { title, main, at: 'inbox' };
}

interface Offered {
  readonly id: string;
  readonly title: string;
  readonly offers: readonly Offer[];
}

function offersText({ t }: View, { href }: SelectionHead, { id, title, offers }: Offered): Html | false {
  if (offers.length === 0) return false;
  const columns = [{ label: t('actions.name'), isHeader: true }, { label: t('actions.what') }];
  const rows = offers.map(({ at, name, what }) => [link({ href: `${href}/${at}`, text: t(name) }), t(what)]);
  return section({ id, title }, table({ labelledBy: id, columns, rows }));
}

function nothing({ t }: View): Html {
  return empty({
    title: t('actions.none'),
    body: html`<p class="govuk-body">${t('actions.none-lead')}</p>`,
    mark: mark(),
  });
}
