import { isJsonObject, type Json, type JsonObject } from '#domain/pack-tree.ts';
import { policyProposers } from '#domain/policy-publishing.ts';
import type { Refusal } from '#domain/refusal.ts';
import { sendAct, type Unsent } from '#platform/act-forms.ts';
import type { FormFile } from '#platform/form-files.ts';
import type { Elsewhere, Screen, ScreenRequest } from '#platform/screens.ts';
import { faultyDetails, largestPack, proposedAnswer } from '#schemas/policies.ts';
import type { Fault } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import type { Page, View } from '#web/view.ts';
import { agencyOf, agencyOfSender } from '../asker.ts';
import { uploadPage } from '../file-upload.ts';

/** Takes a pack, or an overlay, with its worked examples, and puts it to the authority. */
export const proposeScreen: Screen = {
  path: '/policies/new',
  takes: { bytes: largestPack, roles: policyProposers },
  draw: async (request) => {
    const { files, view } = request;
    agencyOfSender(request.ask.asker, policyProposers);
    if (files === undefined) return proposePage(view, []);
    const found = sortFiles(files);
    if (found === undefined) return proposePage(view, [{ name: 'files', text: view.t('policies.no-pack') }]);
    const sent = await propose(request, found);
    return 'href' in sent ? sent : proposePage(view, sent.faults, drawFaults(view, sent.refusal));
  },
};

interface PackFiles {
  readonly content: JsonObject;
  readonly examples: JsonObject | null;
}

/** The examples are the file that has examples and nothing of a pack. */
function sortFiles(files: readonly FormFile[]): PackFiles | undefined {
  const read = files.map(readJson);
  const [examples, ...more] = read.filter((file) => file !== undefined && isExamples(file));
  const [content, ...others] = read.filter((file) => file !== undefined && !isExamples(file));
  const isClear = more.length === 0 && others.length === 0 && !read.includes(undefined);
  return isClear && content !== undefined ? { content, examples: examples ?? null } : undefined;
}

function isExamples(file: JsonObject): boolean {
  return Object.hasOwn(file, 'examples') && !Object.hasOwn(file, 'overlay');
}

function readJson({ bytes }: FormFile): JsonObject | undefined {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function propose({ ask, view }: ScreenRequest, files: PackFiles): Promise<Elsewhere | Unsent> {
  const agency = agencyOf(ask.asker, ['hr', 'secretary']);
  const open = {
    fields: [],
    send: () => ({
      path: '/policies/proposals' as const,
      body: { agency, ...files },
      done: ({ body: answer }: { readonly body: unknown }) =>
        `/policies/proposals/${proposedAnswer.pick({ proposalId: true }).loose().parse(answer).proposalId}`,
    }),
  };
  const form = { step: 'send' as const, values: {}, hidden: { key: [crypto.randomUUID()] } };
  return sendAct(open, { ask, view, form });
}

/** Each fault with its place and what to do, as the linter says it. */
function drawFaults({ t, locale }: View, refusal: Refusal | undefined): Html | undefined {
  if (refusal?.code !== 'policy.faulty') return undefined;
  const { count, findings } = faultyDetails.parse(refusal.details);
  const items = findings.map(
    ({ code, place, message, remedy }) =>
      html`<li><p class="govuk-body b-mb-1"><code>${place}</code></p><p class="govuk-body b-mb-1">${message[locale]} ${remedy[locale]}</p><p class="govuk-body-s"><code>${code}</code></p></li>`,
  );
  const more =
    count > findings.length &&
    html`<p class="govuk-body">${t('policies.more-faults', { count: count - findings.length })}</p>`;
  return html`<section aria-labelledby="faults"><h2 class="govuk-heading-m" id="faults">${t('policies.faults')}</h2><ol class="govuk-list govuk-list--number">${items}</ol>${more}</section>`;
}

function proposePage(view: View, faults: readonly Fault[], found?: Html): Page {
  const { t } = view;
  return uploadPage(view, {
    action: '/policies/new',
    title: t('policies.new'),
    label: t('policies.file-label'),
    hint: t('policies.file-hint'),
    submit: t('policies.propose'),
    accept: '.json',
    crumbs: [{ text: t('policies.title'), href: '/policies' }],
    back: '/policies',
    at: 'policies',
    faults,
    ...(found === undefined ? {} : { found }),
  });
}
