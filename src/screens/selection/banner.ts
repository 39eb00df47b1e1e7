import type { SelectionStage } from '#schemas/selections.ts';
import { icon } from '#web/components/icons.ts';
import { linkButton } from '#web/components/pieces.ts';
import type { TimelineItem } from '#web/components/timeline.ts';
import { type Html, html } from '#web/html.ts';
import { holdsAny, type View } from '#web/view.ts';
import type { SelectionHead } from '../selection-head.ts';
import { awaitedWords, cureWords, mayRemind, progressWords, quorumWords, type Standing } from '../standing.ts';
import { arithmetic, reasonOf, stepWord } from './stages.ts';

/** Who is awaited, until when, what stands in the way, and what can be done about it. */
export function standingBanner(view: View, head: SelectionHead, standing: Standing | undefined): Html | false {
  const { t } = view;
  const { live } = head;
  const awaited = standing === undefined ? [] : awaitedLines(view, standing);
  if (live === undefined && awaited.length === 0) return false;
  const blocked = live?.blocked ?? null;
  const lead =
    blocked !== null
      ? [t('stage.blocked', { why: reasonOf(blocked, view) })]
      : awaited.length > 0 || live === undefined
        ? awaited
        : [t('stage.awaits', { step: stepWord(view, live.step) })];
  const notes = [
    ...(blocked === null ? [] : awaited),
    live !== undefined && dueNote(view, live, standing),
    standing !== undefined && sentence(view, progressWords(view, standing)),
    standing !== undefined && sentence(view, quorumWords(view, standing)),
    standing !== undefined && sentence(view, cureWords(view, standing)),
    live?.state === 'paused' && t('stage.paused-note'),
  ].filter((note) => note !== false);
  return html`<div class="b-blocked">${icon(blocked === null ? 'clock' : 'warning')}<div><p><strong>${lead.join(' ')}</strong><small>${notes.join(' ')}</small></p>${arithmetic(view, live?.deadline?.explanation)}</div>${actOf(view, head, standing)}</div>`;
}

/** What is awaited, as the newest line of the history. */
export function awaitedNow(view: View, { live }: SelectionHead, standing: Standing | undefined): TimelineItem[] {
  const dueAt = live?.dueAt ?? null;
  const { t, figures } = view;
  const date = dueAt === null ? t('stage.no-due') : t('stage.due', { at: figures.deadline(dueAt) });
  const awaited = standing === undefined ? [] : awaitedWords(view, standing);
  return awaited.map(({ what }) => ({ title: what, date, kind: 'now' }));
}

function awaitedLines(view: View, standing: Standing): string[] {
  const { t, figures } = view;
  return awaitedWords(view, standing).map(({ what, names, isOffice }) => {
    if (names.length === 0) return t('waits.end', { what });
    return t(isOffice ? 'waits.by' : 'waits.of', { what, names: figures.list(names) });
  });
}

function sentence({ t }: View, what: string | undefined): string | false {
  return what !== undefined && t('waits.end', { what });
}

function dueNote({ t, figures }: View, { dueAt }: SelectionStage, standing: Standing | undefined): string | false {
  if (dueAt === null) return false;
  const at = figures.deadline(dueAt);
  const left = standing?.workingDaysLeft ?? null;
  if (left === null) return t('stage.due', { at });
  return left < 0 ? t('due.at-over', { at, count: -left }) : t('due.at-left', { at, count: left });
}

function actOf(view: View, { href, selection }: SelectionHead, standing: Standing | undefined): Html | false {
  const { t } = view;
  if (standing === undefined) return false;
  if (mayRemind(view, standing)) return linkButton({ href: `${href}/remind`, text: t('standing.remind') }, 'small');
  if (standing.blocked === null || !holdsAny(view, ['hr', 'secretary'])) return false;
  return linkButton({ href: `${href}/actions`, text: t('standing.see-acts'), hidden: selection.post.title }, 'small');
}
