import { expect, test } from 'vitest';
import { drawPaper } from '#platform/paper.ts';

test('a letter is a tagged PDF in its language', async () => {
  const bytes = await drawPaper({
    locale: 'id',
    title: 'Penjelasan',
    sender: 'Kota Contoh',
    parts: [
      { kind: 'heading', text: 'Kinerja' },
      { kind: 'item', text: 'Predikat', value: 'Baik', small: ['SIASN'] },
      { kind: 'proof', code: 'x\n1\ny', label: 'Kode QR', lines: ['baris'] },
    ],
  });
  const text = Buffer.from(bytes).toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text).toContain('/Lang (id)');
  expect(text).toContain('/Marked true');
  for (const role of ['Document', 'H1', 'H2', 'P', 'Figure']) expect(text).toContain(`/S /${role}`);
  expect(text).toContain('/Alt (Kode QR)');
});

test('a letter longer than a page goes on', async () => {
  const parts = Array.from({ length: 120 }, (_, index) => ({ kind: 'text', text: `Baris ${String(index)}` }) as const);
  const bytes = await drawPaper({ locale: 'en', title: 'Long', sender: 'City', parts });
  expect(
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length,
  ).toBeGreaterThan(1);
});

test('words in another language than the letter stand in a span that says so', async () => {
  const named = { text: 'Keputusan Kepala BKN 411/2025', language: 'id' } as const;
  const bytes = await drawPaper({
    locale: 'en',
    title: 'Explanation',
    sender: 'City',
    parts: [
      { kind: 'text', text: [{ text: 'Thresholds 60 and 80: ' }, named, { text: '.' }] },
      {
        kind: 'item',
        text: 'Box',
        value: '9',
        small: ['by the policy', [named], [{ text: 'Merit Act', language: 'en' }]],
      },
    ],
  });
  const text = Buffer.from(bytes).toString('latin1');
  const spans = [...text.matchAll(/<<([^>]*\/S \/Span[^>]*)>>/g)].map(([, body = '']) => body);
  expect(spans).toHaveLength(2);
  for (const span of spans) expect(span).toContain('/Lang (id)');
});
