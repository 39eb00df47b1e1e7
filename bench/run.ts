import { say } from './report.ts';

const benchmarks = [
  'vote',
  'selections',
  'import',
  'import-large',
  'maps',
  'idle',
  'chaos',
  'board',
  'pages',
  'ledger',
];

const [name = '', ...rest] = process.argv.slice(2);
if (!benchmarks.includes(name)) {
  say(`npm run bench -- ${benchmarks.join(' | ')} [options]`);
  process.exit(2);
}
process.argv.splice(2, process.argv.length, ...rest);
await import(`./${name}.ts`);
