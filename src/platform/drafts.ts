import type { Request } from 'express';
import { type FormValues, valueOf } from '#web/forms.ts';
import type { ReadForm } from './act-forms.ts';
import { saveSession } from './sessions.ts';

/** What somebody had typed when their session had run out: kept in the browser's next session, for its writer alone. */
export interface Draft {
  readonly path: string;
  readonly writer: string;
  readonly values: FormValues;
}

declare module 'express-session' {
  interface SessionData {
    draft: Draft;
  }
}

/** More than this is not kept: a session is no place for files. */
const largestDraft = 64 * 1024;

export async function keepDraft(req: Request, { values, hidden }: ReadForm): Promise<void> {
  const draft = { path: req.path, writer: valueOf(hidden, 'writer'), values };
  if (JSON.stringify(draft).length > largestDraft || sessionOf(req) === undefined) return;
  req.session.draft = draft;
  await saveSession(req);
}

/** None with a bearer token. */
function sessionOf({ session }: Request): Request['session'] | undefined {
  return session;
}

/** The draft of this page and this person, once. A colleague who signs in on the same machine does not get it. */
export function takeDraft(req: Request, accountId: string): FormValues | undefined {
  const session = sessionOf(req);
  const draft = session?.draft;
  if (session === undefined || draft === undefined || draft.path !== req.path) return undefined;
  delete session.draft;
  return draft.writer === accountId ? draft.values : undefined;
}
