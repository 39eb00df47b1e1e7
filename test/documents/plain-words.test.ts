import { expect, test } from 'vitest';
import { tellFields } from '#screens/record/entry-fields.ts';
import { factWords } from '#screens/record-lines.ts';
import { browserWords } from '#screens/sessions.ts';
import { readerView } from '../support/reader-view.ts';

/** What programs write for each other is not shown to people as it stands. */

const gecko = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0';
const agents: readonly (readonly [agent: string, words: string])[] = [
  [gecko, 'Firefox 140 di Windows'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Safari/537.36`, 'Chrome 147 di Linux'],
  [`Mozilla/5.0 (Windows NT 10.0) ${webkit} Safari/537.36 Edg/147.0.0.0`, 'Edge 147 di Windows'],
  [`Mozilla/5.0 (Linux; Android 15) ${webkit} Mobile Safari/537.36`, 'Chrome 147 di Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari 18 di iOS',
  ],
  ['curl/8.5.0', 'Peramban lain'],
  ['', 'Peramban lain'],
];

test.each(agents)('the session of %s is named %s', (agent, words) => {
  expect(browserWords(readerView('id'), agent)).toBe(words);
});

test('a post held is told with its level and its days', () => {
  const post = 'Kepala Bidang · jpt-pratama · 2016-09-01 – 2021-09-01';
  expect(factWords(readerView('id'), post)).toBe('Kepala Bidang · JPT Pratama · 1 Sep 2016 – 1 Sep 2021');
});

test('a due instant is told as the end of its day, and an effective one as a day', () => {
  const told = tellFields(
    readerView('id'),
    { due: '2026-12-07T17:00:00.000000Z', effective: '2026-11-28T17:00:00.000000Z' },
    undefined,
  );
  expect(told.map(({ words }) => words)).toEqual(['Senin, 7 Desember 2026 pukul 24.00 WIB', '29 November 2026']);
});
