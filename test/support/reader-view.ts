import type { Locale } from '#web/i18n.ts';
import { openView, type View } from '#web/view.ts';

/** A page's view for a reader of one language, where no agency, viewer or checkpoint matters. */
export function readerView(locale: Locale): View {
  return openView({
    locale,
    url: '/',
    viewer: undefined,
    agency: undefined,
    checkpoint: undefined,
    isDemo: false,
    now: '2026-11-29T00:00:00.000000Z',
    isPrinted: false,
  });
}
