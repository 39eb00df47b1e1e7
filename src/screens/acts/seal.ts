import type { ActScreen, OpenAct, ScreenRequest } from '#platform/screens.ts';
import { criteriaAnswer } from '#schemas/selections.ts';
import type { WordKey } from '#web/words.ts';
import { criteriaText } from '../criteria.ts';
import { crumbsOf, readSelectionHead } from '../selection-head.ts';

interface Signature {
  readonly path: `/${string}`;
  readonly title: WordKey;
  readonly effect: readonly WordKey[];
  readonly submit: WordKey;
}

/** The first of four eyes, put on exactly the criteria that the page shows. */
export const sealAct = signatureAct({
  path: '/selections/:selectionId/seal',
  title: 'seal.title',
  effect: ['seal.effect-fixed', 'seal.effect-second', 'seal.effect-closed'],
  submit: 'seal.submit',
});

/** The second. */
export const countersignAct = signatureAct({
  path: '/selections/:selectionId/countersign',
  title: 'seal.countersign-title',
  effect: ['seal.countersign-effect-person', 'seal.countersign-effect-force', 'seal.countersign-effect-start'],
  submit: 'seal.countersign-submit',
});

function signatureAct(signature: Signature): ActScreen {
  return { path: signature.path, open: (request) => openSignature(signature, request) };
}

async function openSignature(signature: Signature, request: ScreenRequest): Promise<OpenAct> {
  const { ask, view } = request;
  const { t } = view;
  const head = await readSelectionHead(request);
  const criteria = await ask.get('/selections/:selectionId/criteria', criteriaAnswer, head.at);
  const title = t(signature.title, { version: criteria.version });
  return {
    title,
    crumbs: crumbsOf(head, request, title),
    at: 'inbox',
    back: head.href,
    version: criteria.digest,
    intro: criteriaText(view, criteria),
    fields: [],
    effect: () => signature.effect.map((key) => t(key)),
    submit: t(signature.submit),
    send: () => ({ path: signature.path, ...head.at, body: {}, isBound: true }),
  };
}
