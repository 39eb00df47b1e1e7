import { randomUUID } from 'node:crypto';
import type { Sessions } from '#platform/sessions.ts';
import { listScreens } from '#screens/screens.ts';
import type { World } from './world.ts';
import { openWorldEdge, type WorldEdge } from './world-edge.ts';

/** A page as it was answered, in words alone as well. */
export interface PageRead {
  readonly status: number;
  readonly html: string;
  readonly text: string;
}

export interface WorldPages extends WorldEdge {
  /** A page in English; `form` posts it. */
  page(persona: string, path: string, form?: Readonly<Record<string, string>>): Promise<PageRead>;
}

/** Whoever a header names is signed in. */
const sessions: Sessions = {
  handler: (req, _res, next) => {
    const accountId = req.get('x-persona');
    Object.assign(req, { session: { accountId, signedInAt: new Date().toISOString() }, sessionID: 'test' });
    next();
  },
  drafts: {
    under: () => Promise.resolve(new Map()),
    keep: () => Promise.resolve(false),
    drop: () => Promise.resolve(),
  },
  close: () => undefined,
};

/** The pages and the API on a test world, without a browser. */
export async function openWorldPages(world: World): Promise<WorldPages> {
  const edge = await openWorldEdge(world, undefined, { screens: listScreens(), sessions });
  return {
    ...edge,
    page: async (persona, path, form) => {
      const headers = { 'x-persona': persona, cookie: 'language=en', 'sec-fetch-site': 'same-origin' };
      const sent =
        form === undefined ? {} : { method: 'POST', body: new URLSearchParams({ key: randomUUID(), ...form }) };
      const answer = await fetch(`${edge.url}${path}`, { ...sent, headers, redirect: 'manual' });
      const html = await answer.text();
      return { status: answer.status, html, text: wordsOf(html) };
    },
  };
}

function wordsOf(html: string): string {
  const main = /<main.*<\/main>/s.exec(html)?.[0] ?? html;
  return main
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
