import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSource } from '#domain/plan-evidence.ts';
import { cutDelivery } from '#features/people/delivery.ts';
import { contentText } from '#features/people/record-text.ts';
import type { KnownPeople, PersonInsert } from '#features/people/store.ts';
import { planWhole, readWhole } from '#test/support/read-whole.ts';
import { asOf, otherPerson, profileFile, profileRow } from '#test/support/siasn-profile.ts';

const runs = 10_000;
const nipOf = (sequence: number) => otherPerson(sequence)['NIP BARU'] ?? '';
const people = [1, 2, 3].map((sequence) => ({
  row: profileRow({ ...otherPerson(sequence), ...(sequence === 3 ? { 'TMT JABATAN': '' } : {}) }),
  nip: nipOf(sequence),
}));
const awards = people.flatMap(({ nip }, index) => [
  { id: `A${index}`, nipBaru: nip, tingkat: 'nasional', skDate: '01-03-2024', tahun: 2024 },
  { id: `B${index}`, nipBaru: nip, tingkat: 'INSTANSI', skDate: '01-03-2023', tahun: 2022 },
]);

async function readInOrder(order: readonly number[], awardOrder: readonly number[]) {
  const history = awardOrder.map((index) => awards[index]);
  const { files } = await cutDelivery([
    { name: 'riwayat-penghargaan.json', bytes: Buffer.from(JSON.stringify(history)) },
    profileFile(order.map((index) => people[index]?.row ?? [])),
  ]);
  return readWhole(files, { asOf, pack: null });
}

const nothingKnown: KnownPeople = {
  units: new Map(),
  posts: new Map(),
  byNip: new Map(),
  bySourceId: new Map(),
  evidence: new Map(),
};

/** What is known after these people were imported. */
function knownOf(rows: readonly PersonInsert[]): KnownPeople {
  const states = rows.map(({ digest, content, ...row }) => ({
    ...row,
    digest: digest.toString('hex'),
    content: content.toString('hex'),
    batchId: row.id,
  }));
  return {
    ...nothingKnown,
    byNip: new Map(states.map((state) => [state.nip, state])),
    bySourceId: new Map(states.map((state) => [state.sourceId ?? '', state])),
  };
}

const orderOf = (length: number) =>
  fc.shuffledSubarray([...Array(length).keys()], { minLength: length, maxLength: length });
const orders = fc.tuple(orderOf(people.length), orderOf(awards.length));

describe('an import', () => {
  test('says the same of everybody in whatever order the rows come', async () => {
    const summary = async (order: readonly number[], awardOrder: readonly number[]) => {
      const read = await readInOrder(order, awardOrder);
      const records = read.people.map(({ nip, record }) => `${nip} ${contentText(record)}`).sort();
      const findings = read.findings.map(({ code, nip, field, record }) => `${nip} ${code} ${field} ${record}`).sort();
      return createHash('sha256')
        .update(JSON.stringify([records, findings]))
        .digest('hex');
    };
    const expected = await summary([0, 1, 2], [0, 1, 2, 3, 4, 5]);
    await fc.assert(
      fc.asyncProperty(orders, async ([order, awardOrder]) => {
        expect(await summary(order, awardOrder)).toBe(expected);
      }),
      { numRuns: runs },
    );
  }, 120_000);

  test('of the same rows again changes nothing, whatever their order', async () => {
    const first = planWhole(await readInOrder([0, 1, 2], [0, 1, 2, 3, 4, 5]), nothingKnown, new Set());
    const known = knownOf(first.newPeople);
    await fc.assert(
      fc.asyncProperty(orders, async ([order, awardOrder]) => {
        const again = planWhole(await readInOrder(order, awardOrder), known, new Set());
        expect([again.newPeople, again.changedPeople, again.unchanged]).toEqual([[], [], 3]);
      }),
      { numRuns: runs },
    );
  }, 120_000);

  test('keeps what a development plan has added, and says nothing new because of it', async () => {
    const first = planWhole(await readInOrder([0, 1, 2], [0, 1, 2, 3, 4, 5]), nothingKnown, new Set());
    const [person] = first.newPeople;
    if (person === undefined) throw new Error('nobody was imported');
    const source = planSource(person.id, person.id);
    const row = { level: 'nasional', givenOn: '2026-01-01', source, conflict: null };
    const added = { register: 'awards', row } as const;
    const known = { ...knownOf(first.newPeople), evidence: new Map([[person.id, [added]]]) };
    const again = planWhole(await readInOrder([0, 1, 2], [0, 1, 2, 3, 4, 5]), known, new Set());
    expect(again.changedPeople.map(({ id }) => id)).toEqual([person.id]);
    const [changed] = again.changedPeople;
    expect(changed?.record.awards.items?.at(-1)).toEqual(row);
    const settled = { ...knownOf([...again.changedPeople, ...first.newPeople.slice(1)]), evidence: known.evidence };
    const third = planWhole(await readInOrder([2, 1, 0], [5, 4, 3, 2, 1, 0]), settled, new Set());
    expect([third.changedPeople, third.unchanged]).toEqual([[], 3]);
  });

  test('never loses whoever is not delivered: they are flagged and stay', async () => {
    const first = planWhole(await readInOrder([0, 1, 2], []), nothingKnown, new Set());
    const again = planWhole(await readInOrder([0, 2], []), knownOf(first.newPeople), new Set());
    expect(again.findings.filter(({ code }) => code === 'record.vanished').map(({ nip }) => nip)).toEqual([nipOf(2)]);
  });
});
