import { describe, expect, test } from 'vitest';
import { refuseReminder } from '#domain/reminders.ts';
import { now, stageIn } from './committee-builders.ts';

const asked = { stage: stageIn('voting'), now, recipients: 2, lastByHandAt: null };

describe('a reminder by hand', () => {
  test.each([
    ['goes out where somebody is awaited', {}, undefined],
    ['goes out again an hour after the last', { lastByHandAt: '2026-03-25T07:03:00.123456Z' }, undefined],
    ['rests for that hour', { lastByHandAt: '2026-03-25T07:03:00.123457Z' }, 'reminder.too-soon'],
    ['reaches nobody where nobody is awaited', { recipients: 0 }, 'reminder.nobody-awaited'],
    ['needs a stage', { stage: undefined }, 'stage.missing'],
    ['needs an open stage', { stage: stageIn('voting', { state: 'paused' }) }, 'stage.paused'],
  ] as const)('%s', (_title, changes, code) => {
    expect(refuseReminder({ ...asked, ...changes })?.code).toBe(code);
  });

  test('that comes too soon says for how long it rests', () => {
    expect(refuseReminder({ ...asked, lastByHandAt: now })?.details).toEqual({ minutes: 60 });
  });

  test('is judged by instants alone', () => {
    expect(() => refuseReminder({ ...asked, lastByHandAt: '2026-03-25' })).toThrow('not an instant');
  });
});
