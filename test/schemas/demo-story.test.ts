import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultAsOf, generateCity } from '#demo/generate.ts';
import { storyVacancies } from '#demo/story.ts';
import { showExact } from '#domain/exact.ts';
import { evaluateGates } from '#domain/gates.ts';
import { evaluateMerit } from '#domain/merit.ts';
import type { PolicyPack } from '#domain/policy-pack.ts';
import { cutDelivery } from '#features/people/delivery.ts';
import { policyPackSchema } from '#schemas/policy-pack.ts';
import type { ReadPerson } from '#schemas/siasn-import.ts';
import { readWhole } from '#test/support/read-whole.ts';

let people: ReadonlyMap<string, ReadPerson>;
let pack: PolicyPack;
beforeAll(async () => {
  pack = policyPackSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../policies/asn/pack.json'), 'utf8')),
  );
  const files = [...generateCity({ people: 700 })].map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  const read = await readWhole((await cutDelivery(files)).files, { asOf: defaultAsOf, pack });
  people = new Map(read.people.map((person) => [person.nip, person]));
});

const [transport] = storyVacancies;
if (transport === undefined) throw new Error('the story has vacancies');

function judge(nip: string, vacancy = transport) {
  const record = people.get(nip)?.record;
  if (record === undefined || vacancy === undefined) throw new Error(`no ${nip}`);
  const target = {
    level: vacancy.level,
    eselon: vacancy.eselon,
    fieldsOfStudy: vacancy.fieldsOfStudy,
    plannedOn: '2026-12-28',
  };
  const open = { vacantFrom: null, frozen: null, declarations: null, election: null };
  const gates = evaluateGates({ record, pack, on: defaultAsOf, target: { ...target, ...open } });
  const context = { asOf: defaultAsOf, targetLevel: vacancy.level, fieldsOfStudy: vacancy.fieldsOfStudy };
  const { talentValue, box } = evaluateMerit(record, pack, context);
  const failing = gates.results
    .filter(({ result }) => result !== 'PASS')
    .map(({ gate, result }) => `${gate} ${result}`);
  return { overall: gates.overall, failing, box, talent: talentValue === null ? null : showExact(talentValue, 2) };
}

describe('SEL-2026-014 of the story', () => {
  test.each([
    ['Nirmala Setiadarma', '197905182004122001', 9, '90.19'],
    ['Arief Rahmadi Lesmana', '198203142006041003', 9, '86.52'],
    ['Yosefina Mamberaku', '198002112005012001', 8, '85.16'],
    ['I Gede Pramanta Wiguna', '198009212005011002', 7, '79.84'],
    ['Siti Halimatun Nasriyah', '198307262008012002', 8, '78.40'],
  ])('%s passes every gate', (_name, nip, box, talent) => {
    expect(judge(nip)).toEqual({ overall: 'PASS', failing: [], box, talent });
  });

  test.each([
    ['Togar Manurungsari', '198101072005011004', ['jpm FAIL']],
    ['Ferdinand Lumbanraya', '198408052009011003', ['rank FAIL']],
    ['Hamdan Syarifuddinsyah', '198112302006041001', ['performance-two-years UNKNOWN']],
    ['Sri Wahyuningtyas Kusumo', '197711162003122002', ['assessment FAIL', 'jpm UNKNOWN', 'box UNKNOWN']],
  ])('%s does not, for one reason', (_name, nip, failing) => {
    expect(judge(nip).failing).toEqual(failing);
  });
});

test('the candidates of the other selections pass the gates of their posts', () => {
  const failing = storyVacancies
    .slice(1)
    .flatMap((vacancy) =>
      vacancy.candidates.flatMap((nip) =>
        judge(nip, vacancy).failing.map((gate) => `${vacancy.selection} ${nip} ${gate}`),
      ),
    );
  expect(failing).toEqual([]);
});
