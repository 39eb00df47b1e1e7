import type { Request, Response } from 'express';
import { type Locale, locales } from '#web/i18n.ts';

const cookieName = 'language';
const yearMs = 365 * 24 * 3_600_000;

/** The language of a page: the one just chosen, else the one chosen before, else Indonesian. */
export function languageIn(req: Request): Locale {
  return chosenNow(req) ?? chosenBefore(req) ?? 'id';
}

function chosenNow(req: Request): Locale | undefined {
  const { language } = (req.body ?? {}) as Readonly<Record<string, unknown>>;
  return localeOf(req.query['lang']) ?? localeOf(language);
}

/** Undefined where nobody has chosen. */
export function chosenBefore(req: Request): Locale | undefined {
  const cookies = (req.headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return localeOf(cookies.find(([name]) => name === cookieName)?.[1]);
}

function localeOf(value: unknown): Locale | undefined {
  return locales.find((locale) => locale === value);
}

/** Keeps a language that was just chosen: a cookie that says nothing about its owner. */
export function rememberLanguage({ req, res, isSecure }: { req: Request; res: Response; isSecure: boolean }): void {
  const chosen = chosenNow(req);
  if (chosen === undefined) return;
  res.cookie(cookieName, chosen, { maxAge: yearMs, sameSite: 'lax', httpOnly: true, secure: isSecure, path: '/' });
}
