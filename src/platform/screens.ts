import compression from 'compression';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { type ActPages, actCheckPage, actFormPage, type Filled } from '#web/act-pages.ts';
import { type Fault, type FormValues, valueOf } from '#web/forms.ts';
import type { AssetPaths } from '#web/layout.ts';
import { openView, type Page, type View, type ViewParts } from '#web/view.ts';
import type { KnownAccount } from './accounts.ts';
import { faultsOfAct, type ReadForm, readForm, type SentAct, sendAct } from './act-forms.ts';
import type { Api, Asking } from './asking.ts';
import { keepDraft, takeDraft } from './drafts.ts';
import { type FormFile, filesOf, readFormFiles } from './form-files.ts';
import { languageIn, rememberLanguage } from './language.ts';
import type { PublicRecord } from './public-record.ts';
import { contextOf } from './request-context.ts';
import type { Allowance } from './route.ts';
import type { SavedDrafts } from './saved-drafts.ts';
import { answer, type Elsewhere, type ScreenFile } from './screen-answers.ts';

/** A page as it is asked for. */
export interface ScreenRequest {
  readonly ask: Asking;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly view: View;
  /** What was sent to a page that takes files. */
  readonly files?: readonly FormFile[];
  /** What stands in the form of an act, once something was typed. */
  readonly typed?: FormValues;
  /** What the viewer has saved for later in forms whose path begins so, by their paths. */
  readonly saved: (path: string) => Promise<ReadonlyMap<string, FormValues>>;
}

export type { Elsewhere, ScreenFile };

/** A page that shows something. */
export interface Screen {
  readonly path: `/${string}`;
  /** What is typed into it finds something and names people: it is posted to the same address, and drawn from there. */
  readonly isSearch?: true;
  /** Files are posted to the same address, at most so many bytes of them by whoever has one of the roles, and the page is drawn from there. */
  readonly takes?: Allowance;
  readonly draw: (request: ScreenRequest) => Promise<Page | Elsewhere | ScreenFile>;
}

/** A page for everybody, signed in or not. It asks the API for nothing; of the record it knows what is open to all. */
export interface PublicScreen {
  readonly path: `/${string}`;
  readonly draw: (view: View, record: OpenRecord | undefined) => Page | Promise<Page>;
}

export type OpenRecord = Pick<PublicRecord, 'listCheckpoints' | 'listWitnesses'>;

/** A page that does something: form, check answers, confirmation. It adds no power: it asks a route of the API. */
export interface ActScreen {
  readonly path: `/${string}`;
  /** Reads what the act is about; whoever may not see that is answered as if it were not there. */
  readonly open: (request: ScreenRequest) => Promise<OpenAct>;
}

export interface OpenAct extends ActPages {
  /** The version of what is shown, for acts that are bound to it. */
  readonly version?: string;
  /** What is wrong with what was typed, where only reading tells: a number that names nobody. */
  readonly faults?: readonly Fault[];
  /** `version`: the one that the form has shown; empty where it shows none. */
  readonly send: (values: FormValues, version: string) => SentAct;
  /** Where the form is sent, where the address alone does not say which part of it is shown. */
  readonly action?: string;
}

export interface Screens {
  readonly screens: readonly Screen[];
  readonly open: readonly PublicScreen[];
  readonly acts: readonly ActScreen[];
}

export interface ScreenDeps {
  readonly api: Api;
  readonly assets: AssetPaths;
  /** What every page shows besides its own matter. */
  readonly surroundings: (agency: string | undefined) => Promise<Pick<ViewParts, 'agency' | 'checkpoint' | 'now'>>;
  readonly isDemo: boolean;
  readonly isSecure: boolean;
  /** Finds out who asks, by the browser's session alone. */
  readonly identify: readonly RequestHandler[];
  readonly limit: RequestHandler;
  readonly drafts: SavedDrafts;
  readonly record: OpenRecord | undefined;
}

const largestFormBytes = 256 * 1024;

/** All pages of the product. Whoever is not signed in is led to the sign-in and back, with what they had typed. */
export function createScreenRouter({ screens, open, acts }: Screens, deps: ScreenDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const before = [markPage, ...deps.identify, deps.limit, compression()];
  const readBody = express.urlencoded({ extended: false, limit: largestFormBytes, parameterLimit: 2_000 });
  // Acts first: what opens a new thing has an address that looks like the address of a thing.
  for (const act of acts) {
    router.get(act.path, ...before, admit(act.path), (req, res) => showForm(act, { req, res, deps }));
    router.post(act.path, ...before, readBody, admit(act.path), (req, res) => takeForm(act, { req, res, deps }));
  }
  for (const screen of screens) {
    const { path, takes } = screen;
    const show = (req: Request, res: Response) => showScreen(screen, { req, res, deps });
    router.get(path, ...before, admit(path), show);
    if (takes !== undefined) router.post(path, ...before, admit(path), readFormFiles(takes), show);
    if (screen.isSearch === true) router.post(path, ...before, readBody, admit(path), show);
  }
  for (const { path, draw } of open) {
    router.get(path, ...before, async (req, res) => {
      contextOf(req).route = path;
      const view = await viewOf(req, res, deps);
      answer(await draw(view, deps.record), { res, request: { view }, deps });
    });
  }
  return router;
}

const markPage: RequestHandler = (req, _res, next) => {
  contextOf(req).isPage = true;
  next();
};

/** Notes the pattern for logs; a stranger is led to the sign-in, and a form that came too late is kept for its writer. */
function admit(path: string): RequestHandler {
  return async (req, res, next) => {
    const context = contextOf(req);
    context.route = path;
    if (context.identity !== undefined && 'asker' in context.identity) {
      next();
      return;
    }
    if (req.method === 'POST') await keepDraft(req, readForm(req));
    rememberLanguage({ req, res, isSecure: req.secure });
    const back = req.method === 'POST' ? req.path : req.originalUrl;
    res.redirect(303, `/sign-in?return=${encodeURIComponent(back)}`);
  };
}

interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly deps: ScreenDeps;
}

async function showScreen({ draw }: Screen, { req, res, deps }: Exchange): Promise<void> {
  const request = await requestOf(req, res, deps);
  const typed = req.method === 'POST' ? { typed: readForm(req).values } : {};
  answer(await draw({ ...request, ...typed, ...filesOf(res) }), { res, request, deps });
}

async function requestOf(req: Request, res: Response, deps: ScreenDeps): Promise<ScreenRequest> {
  const { identity } = contextOf(req);
  if (identity === undefined || 'refusal' in identity) throw new Error('no asker was admitted');
  const { asker, session } = identity;
  const view = await viewOf(req, res, deps);
  const params = req.params as Record<string, string>;
  const query = req.query as Record<string, string>;
  const saved = (path: string) => deps.drafts.under(asker.accountId, path);
  return { ask: deps.api.onBehalf({ asker, session, locale: view.locale }), params, query, view, saved };
}

/** For whoever is signed in, or for nobody in particular. */
async function viewOf(req: Request, res: Response, deps: ScreenDeps): Promise<View> {
  const { identity } = contextOf(req);
  const asker = identity !== undefined && 'asker' in identity ? identity.asker : undefined;
  rememberLanguage({ req, res, isSecure: deps.isSecure });
  const surroundings = await deps.surroundings(asker?.grants[0]?.agency);
  return openView({
    ...surroundings,
    locale: languageIn(req),
    url: req.method === 'GET' ? req.originalUrl : req.path,
    viewer: asker === undefined ? undefined : viewerOf(asker),
    isDemo: deps.isDemo,
    isPrinted: req.query['print'] !== undefined,
  });
}

function viewerOf({ accountId, displayName, grants }: KnownAccount): NonNullable<ViewParts['viewer']> {
  return { accountId, displayName, roles: [...new Set(grants.map(({ role }) => role))] };
}

async function showForm(act: ActScreen, { req, res, deps }: Exchange): Promise<void> {
  const request = await requestOf(req, res, deps);
  const draft = takeDraft(req, request.ask.asker.accountId);
  const typed = draft ?? (await request.saved(req.path)).get(req.path);
  const open = await act.open(typed === undefined ? request : { ...request, typed });
  const values = typed ?? open.initial ?? {};
  const filled = filledOf({ open, request, values, action: req.path });
  const notice = noticeOf({ draft, typed, isSaved: request.query['saved'] !== undefined });
  answer(actFormPage(open, { ...filled, ...(notice === undefined ? {} : { notice }) }), { res, request, deps });
}

interface Kept {
  readonly draft: FormValues | undefined;
  readonly typed: FormValues | undefined;
  readonly isSaved: boolean;
}

/** Where the values of a form come from, when nobody has typed them just now. */
function noticeOf({ draft, typed, isSaved }: Kept): Filled['notice'] {
  if (draft !== undefined) return 'draft-kept';
  if (typed === undefined) return undefined;
  return isSaved ? 'saved' : 'saved-before';
}

async function takeForm(act: ActScreen, { req, res, deps }: Exchange): Promise<void> {
  const request = await requestOf(req, res, deps);
  const form = readForm(req);
  const open = await act.open({ ...request, typed: form.values });
  const filled = filledOf({ open, request, values: form.values, action: req.path, hidden: form.hidden });
  const place = { accountId: request.ask.asker.accountId, path: req.path };
  const outcome = await outcomeOf(open, {
    form,
    filled,
    request,
    keep: (values) => deps.drafts.keep({ ...place, values }),
  });
  if ('href' in outcome) {
    if (form.step === 'send') await deps.drafts.drop(place);
    res.redirect(303, outcome.href);
    return;
  }
  res.status(outcome.status);
  if (outcome.retryAfterS !== undefined) res.set('Retry-After', String(outcome.retryAfterS));
  answer(outcome.page, { res, request, deps });
}

interface Taking {
  readonly form: ReadForm;
  readonly filled: Filled;
  readonly request: ScreenRequest;
  readonly keep: (values: FormValues) => Promise<boolean>;
}

type Outcome = Elsewhere | { readonly page: Page; readonly status: number; readonly retryAfterS?: number };

/** The form again with what is wrong, the page that asks whether it is right, or the confirmation of what was done. */
async function outcomeOf(open: OpenAct, taking: Taking): Promise<Outcome> {
  const { form, filled, request } = taking;
  if (form.step === 'edit') return { page: actFormPage(open, filled), status: 200 };
  if (form.step === 'save' || form.step === 'onward') return saveForm(open, form.step, taking);
  const sending = { ask: request.ask, view: request.view, form };
  const faults = faultsOfAct(open, sending);
  if (faults.length > 0) return { page: actFormPage(open, { ...filled, faults }), status: 400 };
  if (form.step === 'check') return { page: actCheckPage(open, filled), status: 200 };
  const sent = await sendAct(open, sending);
  if ('href' in sent) return sent;
  const { faults: found, ...answered } = sent;
  // A refusal is the end of its key: what is sent next is another act. What met the weather may be on its way under its key.
  const hidden = sent.retryAfterS === undefined ? { ...filled.hidden, key: [crypto.randomUUID()] } : filled.hidden;
  return { page: actFormPage(open, { ...filled, hidden, faults: found }), ...answered };
}

/** Keeps what was typed, right or wrong. Somebody else's form, left open in this browser, is not kept for whoever came after. */
async function saveForm(
  open: OpenAct,
  step: 'save' | 'onward',
  { form, filled, request, keep }: Taking,
): Promise<Outcome> {
  const { saving } = open;
  if (saving === undefined || valueOf(form.hidden, 'writer') !== request.ask.asker.accountId)
    return { page: actFormPage(open, filled), status: 200 };
  if (await keep(form.values)) return { href: (step === 'onward' ? saving.onward?.href : undefined) ?? saving.href };
  const faults = [{ text: request.view.t('form.fault-too-long') }];
  return { page: actFormPage(open, { ...filled, faults }), status: 400 };
}

interface Filling {
  readonly open: OpenAct;
  readonly request: ScreenRequest;
  readonly values: FormValues;
  readonly action: string;
  readonly hidden?: FormValues;
}

function filledOf({ open, request, values, action, hidden }: Filling): Filled {
  const { view } = request;
  const fresh = {
    key: [crypto.randomUUID()],
    writer: [request.ask.asker.accountId],
    ...(open.version === undefined ? {} : { version: [open.version] }),
  };
  return { view, values, faults: [], hidden: hidden ?? fresh, action: open.action ?? action };
}
