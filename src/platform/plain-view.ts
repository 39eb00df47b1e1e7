import type { Request, Response } from 'express';
import { openView, type View } from '#web/view.ts';
import { languageIn, rememberLanguage } from './language.ts';

/** The view of a page that must not need the database: sign-in and problems. */
export function plainView(req: Request, res: Response): View {
  rememberLanguage({ req, res, isSecure: req.secure });
  return openView({
    locale: languageIn(req),
    url: req.originalUrl,
    viewer: undefined,
    agency: undefined,
    checkpoint: undefined,
    isDemo: false,
    now: new Date().toISOString(),
    isPrinted: false,
  });
}
