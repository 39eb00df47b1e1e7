import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tryExample } from '#domain/pack-examples.ts';
import { isFault, tellFinding } from '#domain/pack-findings.ts';
import { applyOverlay } from '#domain/pack-overlay.ts';
import type { JsonObject } from '#domain/pack-tree.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { toHex } from '#ledger/bytes.ts';
import { canonicalBytes } from '#ledger/canonical.ts';
import { sha256 } from '#ledger/crypto.ts';
import { isPolicyPack } from '#ledger/merit/pack-form.ts';
import { examplesFileSchema } from '#schemas/policy-examples.ts';
import { lintContent } from '#schemas/policy-lint.ts';
import { overlaySchema } from '#schemas/policy-overlay.ts';
import { readPackFile } from '#test/support/packs.ts';

const asn = readPackFile('policies/asn/pack.json');
const generic = readPackFile('policies/generic-merit/pack.json');
const overlayNames = readdirSync('policies/asn/overlays').map((name) => name.replace(/\.json$/, ''));
const overlays = overlayNames.map((name) => {
  const overlay = overlaySchema.parse(readPackFile(`policies/asn/overlays/${name}.json`));
  return { name, overlay, ...applyOverlay(asn, overlay) };
});

/** Packs that selections may be pinned to: their bytes never change again. */
const released = {
  '2026.2': 'e9729106d62589bc7fd355f6ae0479f167fab386f6584ab11bcd5b6bc2f3e6f0',
  '2026.1': 'c6b1c1754136b39fd908bd917e3c23f2e2f6ec19c5abb45db076814d40e6a7c3',
} as const;

function packOf(content: JsonObject): PolicyPack {
  const { pack, findings } = lintContent(content);
  if (pack === undefined) throw new Error(findings.map((one) => tellFinding(one, 'en').message).join('\n'));
  return pack;
}

const shipped: readonly (readonly [string, JsonObject])[] = [
  ['asn', asn],
  ['generic-merit', generic],
  ...Object.keys(released).map((version) => {
    return [`asn ${version}`, readPackFile(`policies/asn/released/${version}.json`)] as const;
  }),
  ...overlays.map(({ name, content }) => [`asn with ${name}`, content] as const),
];

describe('every shipped pack', () => {
  test.each(shipped)('%s has no faults, in the linter and in the verifier', (_name, content) => {
    const faults = lintContent(content).findings.filter(isFault);
    expect(faults.map((finding) => tellFinding(finding, 'en'))).toEqual([]);
    expect(isPolicyPack(content)).toBe(true);
  });

  test.each(shipped)('%s holds no floats, so that its canonical form is one', (_name, content) => {
    expect(JSON.stringify(content)).not.toMatch(/[:[,]-?\d+\.\d/);
    expect(() => canonicalBytes(content)).not.toThrow();
  });

  test.each(Object.entries(released))('asn %s is what it was when it was released', (version, digest) => {
    const content: unknown = readPackFile(`policies/asn/released/${version}.json`);
    expect(toHex(sha256(canonicalBytes(content)))).toBe(digest);
  });
});

describe('the worked examples', () => {
  const cases = (['asn', 'generic-merit'] as const).flatMap((folder) => {
    const { examples } = examplesFileSchema.parse(JSON.parse(readFileSync(`policies/${folder}/examples.json`, 'utf8')));
    const pack = packOf(folder === 'asn' ? asn : generic);
    return examples.map((example) => ({ name: `${folder} ${example.id}`, example, pack }));
  });
  const laid = overlays.flatMap(({ name, overlay, content }) =>
    overlay.examples.map((example) => ({ name: `${name} ${example.id}`, example, pack: packOf(content) })),
  );

  test.each([...cases, ...laid])('$name comes out as written', ({ example, pack }) => {
    const { found, expected } = tryExample(example, pack);
    expect(found).toEqual(expected);
  });

  test.each(overlayNames)('%s changes at least one of its own examples', (name) => {
    const { overlay } = overlays.find((one) => one.name === name) ?? {};
    const base = packOf(asn);
    expect(overlay?.examples.some((example) => !tryExample(example, base).passes)).toBe(true);
  });

  test('an example that asks for what is not answered fails, even where it expects nothing', () => {
    const frame = { id: 'typo', text: { id: 'Salah tulis', en: 'A typo' } };
    const typo = { ...frame, asks: 'box', Y: '80', X: '80', expected: { boxx: null } } as const;
    expect(tryExample(typo, packOf(asn))).toMatchObject({ passes: false, found: { boxx: 'no boxx' } });
  });

  test('an example about an indicator, a table or a level that the pack does not have fails', () => {
    const text = { id: 'Tidak ada', en: 'Not there' };
    const pack = packOf(asn);
    const lost = {
      id: 'lost',
      text,
      asks: 'score',
      indicator: 'Z',
      value: '1',
      expected: { status: 'KNOWN' },
    } as const;
    const other = { ...lost, indicator: 'D' } as const;
    const unranked = {
      id: 'unranked',
      text,
      asks: 'ranking',
      level: 'pelaksana',
      candidates: [],
      expected: { ranks: {} },
    } as const;
    for (const example of [lost, other, unranked]) expect(tryExample(example, pack).passes).toBe(false);
  });
});

describe('the ASN pack', () => {
  test.each(['jpt-utama', 'jpt-madya', 'jpt-pratama', 'administrator', 'pengawas'] as const)(
    'has gates and a ranking for %s, the hard gates of every level among them',
    (level) => {
      const pack = packOf(asn);
      const gates = pack.gates[level]?.map(({ gate }) => gate) ?? [];
      expect(gates).toEqual(
        expect.arrayContaining([
          'employee-kind',
          'status-aktif',
          'discipline',
          'education',
          'rank',
          'prior-post',
          'performance-two-years',
          'assessment',
          'jpm',
          'box',
          'vacancy',
          'conflict-of-interest',
          'election-blackout',
        ]),
      );
      expect(pack.rankings[level]?.components.map(({ code }) => code)).toEqual(['talent', 'assessment']);
    },
  );
});
