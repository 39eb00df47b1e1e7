import { randomUUID } from 'node:crypto';
import { openAccount } from '#features/access/service.ts';
import { admit, type House, recordAct } from '#features/acts/service.ts';
import { assignAssessor, replaceAssessor } from '#features/assessments/service.ts';
import { conductorActor, type Event } from '#features/audit/service.ts';
import { appointSeats, replaceMember } from '#features/committees/service.ts';
import { nominate } from '#features/nominations/service.ts';
import { openGate } from './gate.ts';
import { type Case, seatCommittee } from './selection-builders.ts';
import { until } from './until.ts';
import { agency, type World } from './world.ts';

/** The same house, in which something happens before an entry is written. */
export function before(world: World, work: (event: Event) => Promise<Event>): House {
  const { ledger } = world.house;
  return { ...world.house, ledger: { ...ledger, append: async (tx, event) => ledger.append(tx, await work(event)) } };
}

/** A house in which an act waits, in its transaction, with its entry. */
export function waitingWith(world: World, type: string) {
  const [arrival, departure] = [openGate(), openGate()];
  const house = before(world, async (event) => {
    if (event.type !== type) return event;
    arrival.open();
    await departure.passed;
    return event;
  });
  return { house, arrived: arrival.passed, leave: departure.open };
}

/** Until so many statements of the world's database wait for a lock. */
export function untilWaiting(world: World, count: number): Promise<unknown> {
  return until(() =>
    world.admin.maybe(
      `SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' HAVING count(*) >= $1`,
      [count],
    ),
  );
}

type Act = (house: House, begun: Case, number: number) => Promise<unknown>;

/** Acts that bind the candidate of a number to a selection, each with the entry it ends with. */
export const bindings: readonly [name: string, type: string, act: Act][] = [
  [
    'a nomination',
    'nomination.filed/1',
    (house, { world, selectionId }, number) =>
      nominate(house, world.act('hr', selectionId), { personId: personOf(world, number), way: 'hr', note: 'Layak.' }),
  ],
  [
    'the appointment of a seat',
    'seat.appointed/1',
    (house, { world, selectionId }, number) => {
      const others = ['chair', 'member-1', 'member-2', 'member-3'];
      const seats = [accountOf(world, number), ...others.map((name) => world.account(name).accountId)].map(
        (account, index) => ({
          seat: index + 1,
          role: index === 1 ? ('chair' as const) : ('member' as const),
          account,
        }),
      );
      return appointSeats(house, world.act('secretary', selectionId), seats);
    },
  ],
  [
    'the replacement of a member',
    'seat.replaced/1',
    async (house, begun, number) => {
      await seatCommittee(begun);
      const { world } = begun;
      const content = { seat: 2, successor: accountOf(world, number), reason: 'Pindah tugas.' };
      return recordAct(house, world.act('secretary', begun.selectionId), (scene) => {
        admit(scene, { act: 'seat.replace' });
        return replaceMember(scene, content);
      });
    },
  ],
  [
    'the assignment of an assessor',
    'assessor.assigned/1',
    (house, { world, selectionId }, number) =>
      assignAssessor(house, world.act('hr', selectionId), { accountId: accountOf(world, number) }),
  ],
  [
    'the replacement of an assessor',
    'assessor.replaced/1',
    async (house, { world, selectionId }, number) => {
      const { accountId } = world.account('assessor-1');
      await assignAssessor(world.house, world.act('hr', selectionId), { accountId });
      const content = { assessor: accountId, successor: accountOf(world, number), reason: 'Pindah tugas.' };
      return recordAct(house, world.act('hr', selectionId), (scene) => {
        admit(scene, { act: 'assessor.assign' });
        return replaceAssessor(scene, content);
      });
    },
  ],
];

export function personOf(world: World, number: number): string {
  return world.people[number - 1]?.personId ?? '';
}

export function accountOf(world: World, number: number): string {
  return world.account(`candidate-${number}`).accountId;
}

/** What a second account of the person would be opened by. */
export function openSecond(world: World, number: number) {
  const { house } = world;
  const accountId = randomUUID();
  return house.db.transaction('conductor', (tx) =>
    openAccount(house.ledger, tx, {
      id: randomUUID(),
      agency,
      actor: conductorActor,
      accountId,
      realm: 'test',
      subject: accountId,
      displayName: `Kandidat ${number}`,
      personId: personOf(world, number),
    }),
  );
}
