import { RuleTester } from 'eslint';
import { describe, test } from 'vitest';
import { house } from '../../tools/eslint/house.js';

RuleTester.describe = describe;
RuleTester.it = test;

const tester = new RuleTester();

tester.run('one-connection', house.rules['one-connection'], {
  valid: [
    'db.transaction(viewer, async (tx) => { await tx.run(text); });',
    'async function cast(tx, ballot) { await tx.run(text); } async function list(db) { await db.rows(text); }',
    'await db.transaction(viewer, work); await db.rows(text);',
  ],
  invalid: [
    {
      code: 'db.transaction(viewer, async (tx) => { await db.run(text); });',
      errors: [{ messageId: 'second', data: { name: 'db' } }],
    },
    {
      code: 'deps.database.transaction(viewer, async (tx) => { await each(() => deps.database.rows(text)); });',
      errors: [{ messageId: 'second', data: { name: 'deps.database' } }],
    },
    { code: 'const cast = async (tx, { db }) => { await db.one(text); };', errors: [{ messageId: 'second' }] },
    {
      code: 'db.transaction(viewer, async () => { await db.transaction(viewer, work); });',
      errors: [{ messageId: 'second' }],
    },
  ],
});

tester.run('no-catch-in-transaction', house.rules['no-catch-in-transaction'], {
  valid: [
    'async function cast(tx) { try { await tx.run(text); } catch (error) { throw refusedFor(error); } }',
    'async function answer(db) { try { await db.transaction(viewer, work); } catch (error) { log(error); } }',
  ],
  invalid: [
    {
      code: 'async function cast(tx) { try { await tx.run(text); } catch (error) { log(error); } }',
      errors: [{ messageId: 'swallowed' }],
    },
    { code: 'db.transaction(viewer, (tx) => tx.run(text).catch(log));', errors: [{ messageId: 'swallowed' }] },
  ],
});

tester.run('plain-file-name', house.rules['plain-file-name'], {
  valid: [{ code: '', filename: 'src/domain/committee-rule.ts' }],
  invalid: [
    { code: '', filename: 'src/domain/ballotRules.ts', errors: [{ messageId: 'form' }] },
    { code: '', filename: 'src/domain/ballot-utils.ts', errors: [{ messageId: 'vague', data: { word: 'utils' } }] },
  ],
});
