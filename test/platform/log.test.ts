import { expect, test } from 'vitest';
import { DeploymentFault } from '#platform/deployment-fault.ts';
import { openLog } from '#platform/log.ts';
import { describeFault, traceOf } from '#platform/trace.ts';
import { Unavailable } from '#platform/weather.ts';

test('a line of the log withholds what could be personal', () => {
  const lines: string[] = [];
  const log = openLog('server', 'info', { write: (line) => void lines.push(line) });
  log.info({ nip: '198001012005011001', person: { name: 'Siti' }, code: 'ballot.recused' }, 'refused');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    program: 'server',
    level: 'info',
    nip: '[withheld]',
    person: { name: '[withheld]' },
    code: 'ballot.recused',
  });
});

const quoting = Object.assign(new SyntaxError('value is "LEMBAYUNG"'), { code: 'INVALID_OPENING_QUOTE' });

test.each<[string, (log: ReturnType<typeof openLog>) => void]>([
  ['as a fault', (log) => log.error({ fault: traceOf(quoting) }, 'service.failed')],
  ['as pino takes an error', (log) => log.error({ err: quoting }, 'request failed')],
  ['as a cause', (log) => log.error({ fault: traceOf(new Error('LEMBAYUNG', { cause: quoting })) }, 'service.failed')],
])('a fault is logged with its kind and place, never with its words: %s', (_how, write) => {
  const lines: string[] = [];
  write(openLog('server', 'info', { write: (line) => void lines.push(line) }));
  const [line = ''] = lines;
  expect(line).not.toContain('LEMBAYUNG');
  expect(line).toContain('"kind":"SyntaxError","code":"INVALID_OPENING_QUOTE"');
  expect(line).toContain('log.test.ts');
});

test('what this program says of the weather is logged in its words', () => {
  const fault = traceOf(new Unavailable('no checkpoint is signed yet', { cause: quoting }));
  expect(fault).toMatchObject({ kind: 'Unavailable', message: 'no checkpoint is signed yet' });
  expect(JSON.stringify(fault)).not.toContain('LEMBAYUNG');
});

test('what is wrong with what an operator keeps is logged in words, and so it is told at a terminal', () => {
  const fault = new DeploymentFault('/srv/signer/state.json is gone: the signer does not know what it has signed');
  expect(traceOf(fault)).toMatchObject({ kind: 'DeploymentFault', message: fault.message });
  expect(describeFault(fault)).toMatch(/^DeploymentFault: \/srv\/signer\/state\.json is gone/);
});

test('at a terminal a fault is told by kind, code and place, as is its cause; what is thrown otherwise by its type', () => {
  const told = describeFault(new Error('LEMBAYUNG', { cause: quoting }));
  expect(told).toMatch(/^Error\n {4}at .*log\.test\.ts/);
  expect(told).toContain('\ncaused by SyntaxError INVALID_OPENING_QUOTE\n    at ');
  expect(told).not.toContain('LEMBAYUNG');
  expect(describeFault('LEMBAYUNG')).toBe('string');
  expect(describeFault(new Unavailable('no checkpoint is signed yet'))).toMatch(/^Unavailable: no checkpoint is/);
});
