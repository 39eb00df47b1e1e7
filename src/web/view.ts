import type { Role } from '#domain/roles.ts';
import type { Zone } from '#domain/working-days.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Html } from './html.ts';
import type { Locale } from './i18n.ts';
import { type Translate, translatorOf } from './translate.ts';

export interface Viewer {
  readonly accountId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

export interface AgencyView {
  readonly code: string;
  readonly name: string;
  readonly zone: Zone;
}

/** The newest published head, as the foot of every page names it. */
export interface CheckpointView {
  readonly size: number;
  /** Lower-case hex. */
  readonly root: string;
  /** Nothing where the policy asks for none. */
  readonly witnesses?: { readonly signed: number; readonly asked: number };
}

export interface ViewParts {
  readonly locale: Locale;
  /** Path and query of the page, where the language switch leads back to. */
  readonly url: string;
  readonly viewer: Viewer | undefined;
  readonly agency: AgencyView | undefined;
  readonly checkpoint: CheckpointView | undefined;
  readonly isDemo: boolean;
  /** The database's clock, or the server's where there is no database to ask. */
  readonly now: string;
  /** Everything unfolded, for paper. */
  readonly isPrinted: boolean;
}

/** For whom a page is drawn, and with which words and figures. */
export interface View extends ViewParts {
  readonly t: Translate;
  readonly figures: Figures;
}

export function openView(parts: ViewParts): View {
  const zone = parts.agency?.zone ?? 'Asia/Jakarta';
  return { ...parts, t: translatorOf(parts.locale), figures: figuresOf(parts.locale, zone) };
}

/** Whether the viewer holds one of these roles: what to offer, never what to allow. */
export function holdsAny({ viewer }: View, roles: readonly Role[]): boolean {
  return viewer !== undefined && roles.some((role) => viewer.roles.includes(role));
}

/** What a page is made of; the frame puts it into the layout. */
export interface Page {
  readonly title: string;
  readonly main: Html;
  /** Which entry of the menu the page belongs to. */
  readonly at?: MenuEntry;
  /** A full-width bar between header and main. It holds the h1 then. */
  readonly bar?: Html;
  /** Set on a page with a form: the language switch submits it, so that nothing typed is lost. */
  readonly formId?: string;
  readonly tasks?: number;
  /** A document for paper: drops header and footer when printed. */
  readonly isPaper?: boolean;
}

export type MenuEntry =
  | 'inbox'
  | 'board'
  | 'map'
  | 'succession'
  | 'imports'
  | 'policies'
  | 'audit'
  | 'privacy'
  | 'mine'
  | 'help';
