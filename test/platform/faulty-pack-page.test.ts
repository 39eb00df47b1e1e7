import { expect, test } from 'vitest';
import { refuseFaulty } from '#domain/policy-publishing.ts';
import { Refused } from '#domain/refusal.ts';
import type { ScreenRequest } from '#platform/screens.ts';
import { proposeScreen } from '#screens/policies/upload.ts';
import type { Locale } from '#web/i18n.ts';
import { openView } from '#web/view.ts';

const viewIn = (locale: Locale) =>
  openView({
    locale,
    url: '/policies/new',
    viewer: undefined,
    agency: undefined,
    checkpoint: undefined,
    isDemo: false,
    now: '2026-11-24T04:00:00.000000Z',
    isPrinted: false,
  });

const faults = Array.from({ length: 52 }, (_, index) => ({
  code: 'pack.unknown-key' as const,
  path: ['indicators', index],
  details: { key: '<b>' },
}));

async function pageIn(locale: Locale): Promise<string> {
  const from = '2026-01-01T00:00:00.000000Z';
  const grant = { role: 'hr', agency: 'kota-contoh', selectionId: null, from, until: null };
  const asker = { accountId: '', displayName: '', personId: null, grants: [grant] };
  const ask = { asker, act: () => Promise.reject(new Refused(refuseFaulty(faults))) };
  const files = [{ name: 'pack.json', bytes: Buffer.from('{"id": "x"}') }];
  const drawn = await proposeScreen.draw(Object.assign({} as ScreenRequest, { ask, view: viewIn(locale), files }));
  return 'main' in drawn ? drawn.main.text : '';
}

test.each<[Locale, string[]]>([
  [
    'id',
    ['$.indicators[49]', 'Tidak ada aturan yang mengenal kunci &lt;b&gt;.', 'Hapus, atau perbaiki', '2 kesalahan lain'],
  ],
  ['en', ['$.indicators[49]', 'No rule knows the key &lt;b&gt;.', 'Remove it, or correct', '2 further faults']],
])('a faulty pack comes back with its faults, their places and remedies (%s)', async (locale, words) => {
  const page = await pageIn(locale);
  for (const word of words) expect(page).toContain(word);
  expect(page).not.toContain('$.indicators[50]');
});
