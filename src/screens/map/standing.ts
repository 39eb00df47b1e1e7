import type { Answer } from '#platform/asking.ts';
import type { placeAnswer } from '#schemas/mapping.ts';
import type { View } from '#web/view.ts';

type Place = Answer<typeof placeAnswer>;

/** Why somebody has no box: by the names of indicators and of their parts. */
export function heldWords({ t, figures, locale }: View, { missing, explanation }: Place): string {
  const all = explanation.indicators.flatMap((one) => [one, ...one.parts]);
  const names = missing.map((code) => all.find((one) => one.code === code)?.label[locale] ?? code);
  return t('map.place-held', { missing: figures.list(names) });
}

/** Under which version of which policy the place was derived, and since when that is in force. */
export function policyWords(
  { t, figures, locale }: View,
  { id, version, title, effectiveFrom }: Place['policy'],
): string {
  return t('map.place-policy', { title: title[locale], id, version, day: figures.shortDay(effectiveFrom) });
}

/** One move of the committee: from where to where and when, on which ground, and the reason in its own words. */
export function moveWords(
  { t, figures }: View,
  { from, to, ground, reason, decidedAt }: Place['moves'][number],
): string[] {
  const day = figures.day(decidedAt);
  return [t('map.move-on', { from, to, day }), `${t(`map.ground-${ground}`)}: ${reason}`];
}

/** What is advised where the person stands now. */
export function standingWords({ t, locale }: View, { box, meaning, handling }: NonNullable<Place['standing']>): string {
  return t('map.stands', { box, meaning: meaning[locale], handling: handling[locale] });
}
