import type { Answer } from '#platform/asking.ts';
import type { ActScreen, OpenAct, Screen, ScreenRequest } from '#platform/screens.ts';
import { proposalAnswer } from '#schemas/policies.ts';
import { breadcrumbs, type Crumb, hash, linkButton, notice, summaryList } from '#web/components/pieces.ts';
import { valueOrNull } from '#web/forms.ts';
import { type Html, html } from '#web/html.ts';
import { holdsAny, type Page, type View } from '#web/view.ts';
import { changesOf } from './pack.ts';
import { proposalTag } from './page.ts';
import { rulesOf } from './rules.ts';

type Proposal = Answer<typeof proposalAnswer>;

/** A proposed policy: what it would change, and all its rules. */
export const proposalScreen: Screen = { path: '/policies/proposals/:proposalId', draw: drawProposal };

/** Published by another, or declined; one's own is taken back. */
export const proposalActs: readonly ActScreen[] = [
  { path: '/policies/proposals/:proposalId/approval', open: (request) => openDecision(request, 'approve') },
  { path: '/policies/proposals/:proposalId/declination', open: (request) => openDecision(request, 'decline') },
];

function readProposal({ ask, params }: ScreenRequest): Promise<Proposal> {
  const { proposalId = '' } = params;
  return ask.get('/policies/proposals/:proposalId', proposalAnswer, { params: { proposalId } });
}

function crumbsOf({ t }: View, title: string): Crumb[] {
  return [{ text: t('policies.title'), href: '/policies' }, { text: title }];
}

async function drawProposal(request: ScreenRequest): Promise<Page> {
  const { view } = request;
  const proposal = await readProposal(request);
  const title = view.t('policies.proposal', { pack: `${proposal.policy} ${proposal.version}` });
  const { inForce, content } = proposal;
  const changed =
    inForce !== null &&
    changesOf(view, { name: `${inForce.id} ${inForce.version}`, before: inForce.content, after: content });
  const main = html`${breadcrumbs(view, crumbsOf(view, title))}<h1 class="govuk-heading-l b-mb-4">${title}</h1>${saidOf(view, proposal)}${waysOf(view, proposal)}${changed}${rulesOf(view, content)}`;
  return { title, main, at: 'policies' };
}

function saidOf(view: View, proposal: Proposal): Html {
  const { t, figures } = view;
  const { proposedBy, proposedAt, decidedBy, decidedAt, reason, state, digest, examples } = proposal;
  const decided = decidedBy !== null && decidedAt !== null;
  return summaryList([
    { key: t('policies.state'), value: proposalTag(view, state) },
    { key: t('policies.proposed'), value: proposedBy, small: figures.instant(proposedAt) },
    ...(decided ? [{ key: t('policies.decided'), value: decidedBy, small: figures.instant(decidedAt) }] : []),
    ...(reason === null ? [] : [{ key: t('policies.reason'), value: reason }]),
    {
      key: t('policies.examples'),
      value: examples === 0 ? t('policies.examples-none') : t('policies.examples-tried', { count: examples }),
    },
    { key: t('policies.digest'), value: hash(digest, 'full') },
  ]);
}

function waysOf(view: View, { id, state, isOwn }: Proposal): Html | false {
  const { t } = view;
  if (state !== 'open') return false;
  const decline = (text: string) => linkButton({ href: `/policies/proposals/${id}/declination`, text }, 'secondary');
  if (isOwn)
    return html`${notice(view, t('policies.waits'))}<div class="govuk-button-group">${decline(t('policies.take-back'))}</div>`;
  if (!holdsAny(view, ['authority'])) return notice(view, t('policies.waits'));
  const approve = linkButton({ href: `/policies/proposals/${id}/approval`, text: t('policies.approve') });
  return html`<div class="govuk-button-group">${approve}${decline(t('policies.decline'))}</div>`;
}

async function openDecision(request: ScreenRequest, verdict: 'approve' | 'decline'): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const proposal = await readProposal(request);
  const { id: proposalId, digest, policy, version, isOwn } = proposal;
  const isApproval = verdict === 'approve';
  const title = isApproval ? t('policies.approve') : t(isOwn ? 'policies.take-back' : 'policies.decline');
  const back = `/policies/proposals/${proposalId}`;
  return {
    title,
    crumbs: crumbsOf(view, title),
    back,
    at: 'policies',
    intro: summaryList([
      { key: t('policies.pack'), value: `${policy} ${version}` },
      { key: t('policies.proposed'), value: proposal.proposedBy },
      { key: t('policies.digest'), value: hash(digest, 'full') },
    ]),
    fields: isApproval ? [] : [{ kind: 'textarea', name: 'reason', label: t('policies.reason'), most: 2000 }],
    effect: () => [t(isApproval ? 'policies.approve-effect' : 'policies.decline-effect')],
    submit: title,
    send: (values) => ({
      path: '/policies/proposals/:proposalId/decision',
      params: { proposalId },
      body: { digest, verdict, reason: valueOrNull(values, 'reason') },
      refusalFields: { 'policy.reason-missing': 'reason' },
      done: () => back,
    }),
  };
}
