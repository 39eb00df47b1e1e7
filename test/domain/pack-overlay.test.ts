import { describe, expect, test } from 'vitest';
import { applyOverlay, type Overlay, type PackShelf, resolveOverlay, shelfName } from '#domain/pack-overlay.ts';
import type { JsonObject } from '#domain/pack-tree.ts';
import { readPackFile } from '#test/support/packs.ts';

const asn = readPackFile('policies/asn/pack.json');
const asnName = { id: 'asn', version: '2026.2' };

function overlay(changes: Partial<Overlay> = {}): Overlay {
  return {
    overlay: 'merge/1',
    id: 'contoh',
    version: '2026.1',
    title: { id: 'Contoh', en: 'Example' },
    base: asnName,
    citation: { instrument: 'Contoh', article: null, confidence: 'S' },
    remove: [],
    merge: { shortlist: { size: 2 } },
    ...changes,
  };
}

const base: JsonObject = {
  id: 'base',
  version: '2026.1',
  title: { id: 'Dasar', en: 'Base' },
  rules: [
    { code: 'A', weight: '0.5', window: 12 },
    { code: 'B', weight: '0.5', window: null },
  ],
  boxes: [9, 8, 7],
  bands: [{ from: 0, to: null }],
};

function made(changes: Partial<Overlay>): JsonObject {
  return applyOverlay(base, overlay(changes)).content;
}

function codes(changes: Partial<Overlay>): string[] {
  return applyOverlay(base, overlay(changes)).findings.map(({ code }) => code);
}

describe('an overlay', () => {
  test('changes the member that it names and leaves its neighbours as they are', () => {
    expect(made({ merge: { rules: [{ code: 'B', window: 24 }] } })['rules']).toEqual([
      { code: 'A', weight: '0.5', window: 12 },
      { code: 'B', weight: '0.5', window: 24 },
    ]);
  });

  test('adds what the base does not have at the end', () => {
    expect(made({ merge: { rules: [{ code: 'C', weight: '0' }] } })['rules']).toHaveLength(3);
  });

  test('replaces lists of plain values and lists that cannot be told apart', () => {
    const content = made({ merge: { boxes: [9], bands: [{ from: 0, to: 5 }] } });
    expect([content['boxes'], content['bands']]).toEqual([[9], [{ from: 0, to: 5 }]]);
  });

  test('writes null as a value; what goes away is named', () => {
    const content = made({
      merge: { rules: [{ code: 'A', window: null }] },
      remove: [
        ['rules', 'B'],
        ['boxes', '7'],
      ],
    });
    expect([content['rules'], content['boxes']]).toEqual([[{ code: 'A', weight: '0.5', window: null }], [9, 8]]);
  });

  test('has its own name, and leaves its base untouched', () => {
    const before = structuredClone(base);
    expect(made({})).toMatchObject({ id: 'contoh', version: '2026.1', title: { en: 'Example' } });
    expect(base).toEqual(before);
  });

  test('does the same however often it is laid', () => {
    const merge = { boxes: [9, 8], rules: [{ code: 'A', weight: '1' }] };
    expect(applyOverlay(made({ merge }), overlay({ merge })).content).toEqual(made({ merge }));
  });

  test.each([
    ['overlay.own-key', { merge: { id: 'other', shortlist: {} } }],
    ['overlay.path-unknown', { remove: [['rules', 'Z']] }],
    ['overlay.path-unknown', { remove: [['rules', 'A', 'nothing']] }],
    ['overlay.changes-nothing', { merge: {} }],
    ['overlay.changes-nothing', { merge: { rules: [{ code: 'A', weight: '0.5' }] } }],
  ] as readonly [string, Partial<Overlay>][])('is told %s', (code, changes) => {
    expect(codes(changes)).toContain(code);
  });

  test('reaches no member that every object inherits', () => {
    expect(codes({ remove: [['constructor']] })).toContain('overlay.path-unknown');
    const merge = JSON.parse('{"__proto__": {"polluted": true}, "boxes": [1]}') as JsonObject;
    expect(made({ merge })).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('what an overlay stands on', () => {
  const shelf = (...overlays: Overlay[]): PackShelf => ({
    packs: new Map([[shelfName(asnName), asn]]),
    overlays: new Map(overlays.map((one) => [shelfName(one), one])),
  });

  test('is a pack, or another overlay on one', () => {
    const lower = overlay({ id: 'lower', merge: { shortlist: { size: 1 } } });
    const upper = overlay({ id: 'upper', base: lower, merge: { shortlist: { max: 2 } } });
    const { content, findings } = resolveOverlay(upper, shelf(lower, upper));
    expect(findings).toEqual([]);
    expect(content?.['shortlist']).toMatchObject({ size: 1, max: 2 });
  });

  test('has to be at hand: overlay.base-missing', () => {
    const { content, findings } = resolveOverlay(overlay({ base: { id: 'asn', version: '1999.1' } }), shelf());
    expect([content, findings.map(({ code }) => code)]).toEqual([null, ['overlay.base-missing']]);
  });

  test('is the pack of its name, though an overlay calls itself by that', () => {
    const impostor = overlay(asnName);
    const one = overlay({ id: 'one' });
    const both = shelf(impostor, one);
    expect(resolveOverlay(one, both).content).toMatchObject({ id: 'one' });
    expect(resolveOverlay(impostor, both).findings.map(({ code }) => code)).toEqual(['overlay.cycle']);
  });

  test('is never itself, near or far: overlay.cycle', () => {
    const one = overlay({ id: 'one', base: { id: 'two', version: '2026.1' } });
    const two = overlay({ id: 'two', base: { id: 'one', version: '2026.1' } });
    expect(resolveOverlay(one, shelf(one, two)).findings).toEqual([
      { code: 'overlay.cycle', path: ['base'], details: { chain: 'one 2026.1 → two 2026.1 → one 2026.1' } },
    ]);
    const own = overlay({ id: 'own', base: { id: 'own', version: '2026.1' } });
    expect(resolveOverlay(own, shelf(own)).findings.map(({ code }) => code)).toEqual(['overlay.cycle']);
  });
});
