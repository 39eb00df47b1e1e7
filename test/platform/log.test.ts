import { expect, test } from 'vitest';
import { openLog } from '#platform/log.ts';

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
