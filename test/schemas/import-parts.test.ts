import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonRecord } from '#domain/person-record.ts';
import { planSource } from '#domain/plan-evidence.ts';
import { cutDelivery, type Delivery } from '#features/people/delivery.ts';
import { contentText } from '#features/people/record-text.ts';
import { type DeliveredFile, readFolder } from '#features/people/service.ts';
import type { KnownPeople, PersonInsert, PostState } from '#features/people/store.ts';
import type { KnownLists } from '#schemas/siasn-files.ts';
import { planWhole, readWhole } from '#test/support/read-whole.ts';
import { asOf } from '#test/support/siasn-profile.ts';

const nip = '197104171998031001';
const jsonFile = (name: string, rows: readonly object[]): DeliveredFile => ({
  name,
  bytes: Buffer.from(JSON.stringify(rows)),
});
const added = [
  jsonFile('riwayat-tim.json', [{ id: 'T1', nipBaru: nip, peran: 'Ketua internal', tanggalMulai: '01-02-2025' }]),
  jsonFile('riwayat-umpan-balik.json', [{ id: 'U1', nipBaru: nip, nilai: '87.5' }]),
  jsonFile('riwayat-lhkpn.json', [
    { id: 'L1', nipBaru: nip, tanggalPeriksa: '01-04-2026', tanggalLapor: '30-03-2026' },
  ]),
];
const postRow = {
  id: '6C389393955F445C1A0A927ECAE9E49D',
  nama: 'Kepala Dinas Contoh Pendidikan',
  eselonId: '22',
  unorId: 'A52F2C51A8E6C61ABA709D7CB805BF54',
};
const postList = jsonFile('referensi-jabatan.json', [postRow]);

/** What an agency knows between two deliveries. */
class Agency {
  readonly people = new Map<string, PersonInsert & { batchId: string }>();
  readonly evidence = new Map<string, KnownPeople['evidence'] extends ReadonlyMap<string, infer Rows> ? Rows : never>();
  /** Codes of what the newest delivery found about the person. */
  found: readonly string[] = [];
  #lists: KnownLists = { units: new Map(), posts: [] };
  #units = new Map<string, string>();
  #posts = new Map<string, PostState>();
  #deliveries = 0;

  async deliver({ files }: Delivery): Promise<number> {
    const batchId = `batch ${String(this.#deliveries)}`;
    this.#deliveries += 1;
    const records = new Map([...this.people].map(([own, { record }]) => [own, record]));
    const read = await readWhole(files, { asOf, pack: null, known: this.#lists, records });
    const plan = planWhole(read, this.#known(), new Set());
    this.found = plan.findings.filter((finding) => finding.nip === nip).map(({ code }) => code);
    for (const row of [...plan.newPeople, ...plan.changedPeople]) this.people.set(row.nip, { ...row, batchId });
    for (const { code, id } of plan.units) this.#units.set(code, id);
    for (const { code, ...post } of [...plan.newPosts, ...plan.knownPosts]) this.#posts.set(code, post);
    if (!read.absent.has('units')) {
      const live = read.units.filter(({ isDeleted }) => !isDeleted);
      this.#lists = { ...this.#lists, units: new Map(live.map(({ code, name }) => [code, name])) };
    }
    if (!read.absent.has('masterPosts')) this.#lists = { ...this.#lists, posts: read.posts };
    return plan.changedPeople.length;
  }

  #known(): KnownPeople {
    const states = [...this.people.values()].map(({ digest, content, ...row }) => ({
      ...row,
      digest: digest.toString('hex'),
      content: content.toString('hex'),
    }));
    return {
      units: this.#units,
      posts: this.#posts,
      byNip: new Map(states.map((state) => [state.nip, state])),
      bySourceId: new Map(states.map((state) => [state.sourceId ?? '', state])),
      evidence: this.evidence,
    };
  }

  /** Everything that is said of everybody, wherever it was read. */
  said(): string[] {
    return [...this.people.values()]
      .map(
        ({ record, unitId, postId, ...row }) =>
          `${row.nip} ${contentText(record)} ${unitId !== null} ${postId !== null}`,
      )
      .sort();
  }

  record(): PersonRecord {
    const person = this.people.get(nip);
    if (person === undefined) throw new Error('the person is not known');
    return person.record;
  }
}

describe('a delivery of parts', () => {
  let profile: DeliveredFile[];
  let lists: DeliveredFile[];
  let histories: DeliveredFile[];
  beforeAll(async () => {
    const files = await readFolder(join(import.meta.dirname, '../fixtures/kota-contoh'));
    profile = files.filter(({ name }) => name === 'siasn-profile.csv');
    lists = [...files.filter(({ name }) => name === 'referensi-unor.json'), postList];
    histories = [...files.filter(({ name }) => name.startsWith('riwayat-')), ...added];
  });

  async function afterAll(...deliveries: readonly (readonly DeliveredFile[])[]): Promise<Agency> {
    const agency = new Agency();
    for (const files of deliveries) await agency.deliver(await cutDelivery([...profile, ...files]));
    return agency;
  }

  test('comes to the same as the whole, in whatever order and company the histories come', async () => {
    const whole = (await afterAll([...lists, ...histories])).said();
    const parts = fc
      .shuffledSubarray([...histories.keys()], { minLength: histories.length, maxLength: histories.length })
      .chain((order) =>
        fc.tuple(fc.constant(order), fc.array(fc.boolean(), { minLength: order.length, maxLength: order.length })),
      );
    await fc.assert(
      fc.asyncProperty(parts, async ([order, cuts]) => {
        const deliveries: DeliveredFile[][] = [[]];
        for (const [at, index] of order.entries()) {
          if (cuts[at] === true) deliveries.push([]);
          const file = histories[index];
          if (file !== undefined) deliveries.at(-1)?.push(file);
        }
        expect((await afterAll(lists, ...deliveries)).said()).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('of the profile alone changes nothing, nor does the same part again', async () => {
    const agency = await afterAll([...lists, ...histories]);
    for (const files of [[], histories.slice(0, 1), histories.slice(1), lists, [...lists, ...histories]])
      expect(await agency.deliver(await cutDelivery([...profile, ...files]))).toBe(0);
  });

  test('keeps the level of a post that the list alone knows, or a history alone', async () => {
    const told = await afterAll(histories, []);
    expect(told.record().currentPost.value).toMatchObject({ level: 'jpt-pratama', eselon: '22' });
    const listed = await afterAll([postList], [], histories);
    expect(listed.record().currentPost.value).toMatchObject({ level: 'jpt-pratama', eselon: '22' });
  });

  test('leaves an acting duty unknown whose level changes after it, until the history is delivered again', async () => {
    const acting = jsonFile('riwayat-jabatan.json', [
      {
        id: 'J1',
        nipBaru: nip,
        jenisPenugasan: 'PLT',
        jabatanNama: 'Sekretaris',
        eselon: '12',
        tmtJabatan: '01-02-2026',
      },
    ]);
    const listOf = (eselonId: string) => jsonFile('referensi-jabatan.json', [{ ...postRow, eselonId }]);
    const told = (agency: Agency) => {
      const { duty, conflict } = agency.record().acting.items?.[0] ?? {};
      return [duty, conflict, agency.found.includes('acting.level-changed')];
    };
    const agency = await afterAll([acting]);
    expect(told(agency)).toEqual([null, 'acting.level-unknown', false]);
    const deliver = async (...files: readonly DeliveredFile[]) =>
      agency.deliver(await cutDelivery([...profile, ...files]));
    await deliver(listOf('22'));
    expect(told(agency)).toEqual([null, 'acting.level-changed', true]);
    await deliver();
    expect(told(agency)).toEqual([null, 'acting.level-changed', true]);
    await deliver(acting);
    expect(told(agency)).toEqual(['Plt lebih tinggi', null, false]);
    await deliver(listOf('22'));
    expect(told(agency)).toEqual(['Plt lebih tinggi', null, false]);
    await deliver(listOf('12'));
    expect(told(agency)).toEqual([null, 'acting.level-changed', true]);
    await deliver(listOf('12'), acting);
    expect(told(agency)).toEqual(['Plt setara', null, false]);
  });

  test('makes a history that is delivered without rows of a person empty', async () => {
    const agency = await afterAll(histories, [jsonFile('riwayat-kinerja.json', [])]);
    expect(agency.record().performance.items).toEqual([]);
    expect(agency.record().teams.items?.length).toBe(1);
  });

  test('names of each history that it keeps the import that delivered it', async () => {
    const agency = await afterAll(lists, histories.slice(0, 3), histories.slice(3), [
      jsonFile('riwayat-kinerja.json', [
        { id: 'K', nipBaru: nip, tahun: 2025, hasilKinerjaNilai: 'SESUAI EKSPEKTASI' },
      ]),
    ]);
    const kept = Object.fromEntries(
      histories
        .map(({ name }, at) => [name.replace('.json', ''), at < 3 ? 'batch 1' : 'batch 2'] as const)
        .filter(([name]) => name !== 'riwayat-kinerja'),
    );
    expect(agency.people.get(nip)).toMatchObject({ batchId: 'batch 3', earlier: kept });
  });

  test('keeps what a development plan has added, once', async () => {
    const agency = await afterAll(histories);
    const id = agency.people.get(nip)?.id ?? '';
    const row = { level: 'nasional', givenOn: '2026-01-01', source: planSource(id, id), conflict: null };
    agency.evidence.set(id, [{ register: 'awards', row }]);
    expect(await agency.deliver(await cutDelivery(profile))).toBe(1);
    const awards = agency.record().awards;
    expect(awards.items?.filter(({ source }) => source === row.source)).toEqual([row]);
    expect(await agency.deliver(await cutDelivery([...profile, ...histories]))).toBe(0);
    expect(agency.record().awards).toEqual(awards);
  });
});
