import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSequencer } from '#features/audit/sequencer.ts';
import { expectLedgerIntact } from '#test/support/ledger-intact.ts';
import { openRecord, someAct, type TestRecord } from '#test/support/record.ts';

/** Writers in any order, against a model that knows what is committed: a real server, one step at a time. */

let record: TestRecord;
beforeAll(async () => {
  record = await openRecord();
});
afterAll(() => record.close());

class Undone extends Error {}

/** A transaction that has written its entry and waits to be told how it ends. */
interface OpenAct {
  readonly id: string;
  /** Entries that were committed before this one was written. */
  readonly after: number;
  end(how: 'commit' | 'rollback' | 'prepare'): Promise<void>;
}

async function openAct(after: number): Promise<OpenAct> {
  const id = randomUUID();
  let choose: (how: 'commit' | 'rollback' | 'prepare') => void = () => undefined;
  const chosen = new Promise<'commit' | 'rollback' | 'prepare'>((resolve) => {
    choose = resolve;
  });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((written, failed) => {
    done = record.db.transaction('conductor', async (tx) => {
      await record.recordIn(tx, { ...someAct(`selection/${randomUUID()}`), id });
      written();
      const how = await chosen;
      if (how === 'rollback') throw new Undone();
      if (how === 'prepare') await tx.run(`PREPARE TRANSACTION '${id}'`);
    });
    done.catch(failed);
  });
  const end: OpenAct['end'] = async (how) => {
    choose(how);
    await done.catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  };
  return { id, after, end };
}

/** What the steps amount to. */
class Model {
  readonly open: OpenAct[] = [];
  readonly prepared: OpenAct[] = [];
  /** In the order of their commits. */
  readonly committed: OpenAct[] = [];
  sealed = 0;

  async run(step: Step): Promise<void> {
    if (step.name === 'write' && this.open.length < 6) this.open.push(await openAct(this.committed.length));
    if (step.name === 'commit' || step.name === 'rollback' || step.name === 'prepare')
      await this.#end({ name: step.name, which: step.which });
    if (step.name === 'finish') await this.#finish(step.which, 'COMMIT');
    if (step.name === 'give-up') await this.#finish(step.which, 'ROLLBACK');
    if (step.name === 'seal') await this.seal();
  }

  /** Nothing that is committed waits for what is still open. */
  async seal(): Promise<void> {
    const { sealed } = await openSequencer(record.sequencerDb).seal();
    expect(sealed).toBe(this.committed.length - this.sealed);
    this.sealed = this.committed.length;
  }

  async close(): Promise<void> {
    while (this.open.length > 0) await this.#end({ name: 'commit', which: 0 });
    while (this.prepared.length > 0) await this.#finish(0, 'COMMIT');
    await this.seal();
  }

  async #end({ name, which }: { name: 'commit' | 'rollback' | 'prepare'; which: number }): Promise<void> {
    if (name === 'prepare' && this.prepared.length === 6) return;
    const [act] = this.open.splice(which % Math.max(1, this.open.length), 1);
    if (act === undefined) return;
    await act.end(name);
    if (name === 'commit') this.committed.push(act);
    if (name === 'prepare') this.prepared.push(act);
  }

  async #finish(which: number, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const [act] = this.prepared.splice(which % Math.max(1, this.prepared.length), 1);
    if (act === undefined) return;
    await record.db.run(`${how} PREPARED '${act.id}'`);
    if (how === 'COMMIT') this.committed.push(act);
  }
}

type Step =
  | { readonly name: 'write' | 'seal' }
  | { readonly name: 'commit' | 'rollback' | 'prepare' | 'finish' | 'give-up'; readonly which: number };

const which = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ name: 'write' as const }) },
  { weight: 3, arbitrary: fc.constant({ name: 'seal' as const }) },
  { weight: 3, arbitrary: fc.record({ name: fc.constant('commit' as const), which }) },
  ...(['rollback', 'prepare', 'finish', 'give-up'] as const).map((name) => ({
    weight: 1,
    arbitrary: fc.record({ name: fc.constant(name), which }),
  })),
);

async function positionsOf(ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await record.db.rows<{ id: string; position: number }>(
    'SELECT e.id, p.position FROM ledger.positions p JOIN ledger.entries e USING (entry_no) WHERE e.id = ANY ($1)',
    [ids],
  );
  return new Map(rows.map(({ id, position }) => [id, position]));
}

test('whatever the order of writes, commits, rollbacks and prepared transactions, each entry is sealed once, at once and after all it could see', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50 }), async (steps) => {
      const model = new Model();
      await model.seal();
      for (const one of steps) await model.run(one);
      await model.close();
      const positions = await positionsOf(model.committed.map(({ id }) => id));
      expect(positions.size).toBe(model.committed.length);
      const place = ({ id }: OpenAct) => positions.get(id) ?? -1;
      for (const act of model.committed)
        for (const before of model.committed.slice(0, act.after)) expect(place(before)).toBeLessThan(place(act));
    }),
    { numRuns: 25 },
  );
  await expectLedgerIntact(record.addresses);
});
