import { Refused, refuse } from '#domain/refusal.ts';
import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { summaryList } from '#web/components/pieces.ts';
import { type Field, type Option, valueOf } from '#web/forms.ts';
import type { View } from '#web/view.ts';
import { findSubject, nipField, type Privacy, privacyCrumbs, readPrivacyOf, reasonField } from './subject.ts';

/** Acts about a person's data: asked for, approved or declined; a hold placed and lifted. */
export const privacyActs: readonly ActScreen[] = [
  { path: '/privacy/erasures/new', open: openRequest },
  { path: '/privacy/erasures/:erasureId/approve', open: openApproval },
  { path: '/privacy/erasures/:erasureId/decline', open: openDecline },
  { path: '/privacy/holds/new', open: openHold },
  { path: '/privacy/holds/:holdId/lift', open: openLifting },
];

const back = '/privacy';

async function openRequest(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const { agency, privacy } = await readPrivacyOf(request);
  const subject = await findSubject(request, agency);
  const title = t('privacy.request');
  const basis: Field = {
    kind: 'radios',
    name: 'basis',
    label: t('privacy.basis'),
    options: optionsOf(view, privacy.rules?.bases ?? []),
  };
  return {
    title,
    crumbs: privacyCrumbs(view, title),
    back,
    at: 'privacy',
    intro: subject.intro,
    fields: [nipField(view), basis, reasonField(view)],
    faults: subject.faults,
    effect: () => [t('privacy.request-effect'), t('privacy.effect-sealed')],
    submit: t('privacy.request-submit'),
    send: (values) => ({
      path: '/erasures',
      body: { agency, person: subject.id, basis: valueOf(values, 'basis'), reason: valueOf(values, 'reason') },
      fieldOf: (path) => (path === 'person' ? 'nip' : path),
    }),
  };
}

async function openApproval(request: ScreenRequest): Promise<OpenAct> {
  const { view, params } = request;
  const { t } = view;
  const { one, intro } = await findRequest(request);
  const title = t('privacy.approve-title');
  return {
    title,
    crumbs: privacyCrumbs(view, title),
    back,
    at: 'privacy',
    intro,
    fields: [],
    effect: () => [
      t('privacy.approve-effect', { name: one.name }),
      t('privacy.approve-final'),
      t('privacy.approve-proof'),
    ],
    submit: t('privacy.approve-submit'),
    submitTone: 'warning',
    send: () => ({ path: '/erasures/:erasureId/approval', params: { erasureId: params['erasureId'] ?? '' }, body: {} }),
  };
}

async function openDecline(request: ScreenRequest): Promise<OpenAct> {
  const { view, params } = request;
  const { t } = view;
  const { intro } = await findRequest(request);
  const title = t('privacy.decline-title');
  return {
    title,
    crumbs: privacyCrumbs(view, title),
    back,
    at: 'privacy',
    intro,
    fields: [reasonField(view)],
    effect: () => [t('privacy.decline-effect')],
    submit: t('privacy.decline-submit'),
    send: (values) => ({
      path: '/erasures/:erasureId/declination',
      params: { erasureId: params['erasureId'] ?? '' },
      body: { reason: valueOf(values, 'reason') },
    }),
  };
}

async function openHold(request: ScreenRequest): Promise<OpenAct> {
  const { view } = request;
  const { t } = view;
  const { agency, privacy } = await readPrivacyOf(request);
  const subject = await findSubject(request, agency);
  const title = t('privacy.hold');
  const ground: Field = {
    kind: 'radios',
    name: 'ground',
    label: t('privacy.ground'),
    options: optionsOf(view, privacy.rules?.holds ?? []),
  };
  return {
    title,
    crumbs: privacyCrumbs(view, title),
    back,
    at: 'privacy',
    intro: subject.intro,
    fields: [nipField(view), ground, reasonField(view)],
    faults: subject.faults,
    effect: () => [t('privacy.hold-effect'), t('privacy.effect-sealed')],
    submit: t('privacy.hold-submit'),
    send: (values) => ({
      path: '/holds',
      body: { agency, person: subject.id, ground: valueOf(values, 'ground'), reason: valueOf(values, 'reason') },
      fieldOf: (path) => (path === 'person' ? 'nip' : path),
    }),
  };
}

async function openLifting(request: ScreenRequest): Promise<OpenAct> {
  const { view, params } = request;
  const { t } = view;
  const { privacy } = await readPrivacyOf(request);
  const hold = privacy.holds.find(({ id }) => id === params['holdId']);
  if (hold === undefined) throw new Refused(refuse('thing.missing'));
  const title = t('privacy.lift-title');
  return {
    title,
    crumbs: privacyCrumbs(view, title),
    back,
    at: 'privacy',
    intro: summaryList([{ key: t('privacy.person'), value: hold.name }]),
    fields: [reasonField(view)],
    effect: () => [t('privacy.lift-effect')],
    submit: t('privacy.lift-submit'),
    send: (values) => ({
      path: '/holds/:holdId/lifting',
      params: { holdId: hold.id },
      body: { reason: valueOf(values, 'reason') },
    }),
  };
}

async function findRequest(request: ScreenRequest) {
  const { view, params } = request;
  const { t, locale } = view;
  const { privacy } = await readPrivacyOf(request);
  const one = privacy.erasures.find(({ id }) => id === params['erasureId']);
  if (one === undefined) throw new Refused(refuse('thing.missing'));
  const basis = privacy.rules?.bases.find(({ code }) => code === one.basis)?.words[locale] ?? one.basis;
  const intro = summaryList([
    { key: t('privacy.person'), value: one.name },
    { key: t('privacy.basis'), value: basis },
  ]);
  return { one, intro };
}

type Ruled = NonNullable<Privacy['rules']>['holds'][number];

function optionsOf({ locale }: View, ruled: readonly Ruled[]): Option[] {
  return ruled.map(({ code, words, article }) => ({ value: code, text: words[locale], hint: article }));
}
