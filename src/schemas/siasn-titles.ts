import { foldText } from '#domain/absent.ts';
import type { PersonRecord, PostLevel } from '#domain/person-record.ts';
import type { KnownLists } from './siasn-files.ts';
import type { JobRow } from './siasn-job-rows.ts';
import type { ReadPost } from './siasn-post.ts';

export interface Rung {
  readonly level: PostLevel | null;
  readonly eselon: string | null;
}

/** Level and eselon by folded title, as far as the post list and the histories agree on it. */
export type TitleRungs = ReadonlyMap<string, Rung>;

/** A title folded and without its acting mark: `Plt. Kepala Dinas X` names the post `kepala dinas x`. */
export function bareTitle(title: string): string {
  return foldText(title).replace(/^(plt|plh|pj)\b\.?\s*/, '');
}

/** What was told of a folded title so far; null where two disagree. */
export type ToldTitles = Map<string, Rung | null>;

export function tellTitle(told: ToldTitles, { title, level, eselon }: JobRow): void {
  if (level === null) return;
  const key = bareTitle(title);
  const earlier = told.get(key);
  if (earlier === undefined) told.set(key, { level, eselon });
  else if (earlier !== null) told.set(key, agreed(earlier, { level, eselon }));
}

/** The post list decides; a title that only histories know counts where all of them agree. */
export function titleRungs(posts: KnownLists['posts'], told: ToldTitles): TitleRungs {
  const rungs = new Map<string, Rung>();
  for (const [key, rung] of told) if (rung !== null) rungs.set(key, rung);
  for (const { title, level, eselon } of posts) rungs.set(bareTitle(title), { level, eselon });
  return rungs;
}

function agreed(left: Rung, right: Rung): Rung | null {
  if (left.level !== right.level) return null;
  return { level: left.level, eselon: left.eselon === right.eselon ? left.eselon : (left.eselon ?? right.eselon) };
}

/** What is told of the title now, else what was told of it before: an eselon comes from a list or a history alone. */
export function rungOf({ title }: ReadPost, stored: PersonRecord | undefined, rungs: TitleRungs): Rung | undefined {
  if (title === null) return undefined;
  const before = stored?.currentPost.value ?? null;
  const isKept = before !== null && before.eselon !== null && foldText(before.title) === foldText(title);
  return rungs.get(bareTitle(title)) ?? (isKept ? before : undefined);
}
