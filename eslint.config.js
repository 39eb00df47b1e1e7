import tseslint from 'typescript-eslint';
import {
  clockAndChance,
  everywhere,
  fewParameters,
  fewParametersInTests,
  inTests,
  noSql,
  refusedIsForServices,
} from './tools/eslint/banned-syntax.js';
import { house } from './tools/eslint/house.js';

const sources = ['**/*.ts'];
const tests = ['test/**/*.ts'];
/** Rooms whose results must come out the same on any machine, at any time, for ever. */
const derived = ['src/domain/**', 'src/ledger/**', 'workflows/**'];

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '.bukti',
      'dist',
      'coverage',
      'bench/results',
      'docs',
      'policies',
      'calendars',
      'test/vectors',
    ],
  },
  {
    // A switch-off inside a file does not count: what must be excepted is excepted here, with its reason.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    plugins: { house },
    rules: {
      'house/plain-file-name': 'error',
      'house/one-connection': 'error',
      'house/no-catch-in-transaction': 'error',
      'no-restricted-syntax': ['error', ...everywhere, fewParameters],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'max-lines': ['error', { max: 300 }],
      'max-depth': ['error', 3],
      complexity: ['error', 20],
      // `== null` asks for both kinds of absence.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-param-reassign': 'error',
      'no-else-return': 'error',
      'no-implicit-coercion': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    files: sources,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Some of our promises are thenables of a driver: they count as well.
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      // The steps of four stages are one union: a switch over those of one stage ends the rest in a visible default.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        {
          allowDefaultCaseForExhaustiveSwitch: false,
          considerDefaultExhaustiveForUnions: true,
          requireDefaultForNonUnion: true,
        },
      ],
      // Numbers read well in messages; everything else is converted on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => close()` is our spelling of "run that, ignore its answer".
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // A text spread out is its code points, which is what is meant.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `for (;;)` and `while (true)` are the two loops that end from within.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // An implementation of an asynchronous contract may have nothing to await; its callers must not see the difference.
      '@typescript-eslint/require-await': 'off',
      // There are no enums and hardly a class here: these two find nothing and take a third of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Marked as deprecated by its makers only to stand out; it lets the identity provider of the demo speak plain HTTP.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
    },
  },
  {
    // A test's body is a story: its length is bounded by the file's.
    files: sources,
    ignores: tests,
    rules: { 'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: sources,
    ignores: ['src/bukti.ts', 'src/programs/**', 'demo/**', 'bench/**', 'tools/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/**', 'workflows/**', 'activities/**', 'demo/**'],
    ignores: ['src/platform/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/platform/config.ts reads the environment.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'node:process',
              importNames: ['env'],
              message: 'Only src/platform/config.ts reads the environment.',
            },
          ],
        },
      ],
    },
  },
  {
    // The demo's identity provider speaks plain http on the loopback address; the library marks that door to make it stand out.
    files: ['src/platform/openid.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }] },
      ],
    },
  },
  {
    files: derived,
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, fewParameters, ...clockAndChance, refusedIsForServices],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'No clock here: take the instant as an argument.' },
        { object: 'Math', property: 'random', message: 'No chance here: take the seed or the salt as an argument.' },
        { object: 'process', property: 'env', message: 'Only src/platform/config.ts reads the environment.' },
      ],
    },
  },
  {
    files: derived,
    // The one file that a browser build swaps: it stands on Node on purpose.
    ignores: ['src/ledger/crypto.ts', 'src/ledger/inflate.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'performance',
          'Intl',
          'crypto',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'fetch',
          'process',
          'Buffer',
        ].map((name) => ({
          name,
          message: 'This room knows no clock, chance, locale, network or Node.',
        })),
      ],
    },
  },
  {
    // Workflow state crosses JSON and histories: a Date, Map, Set or BigInt does not survive the way.
    files: ['workflows/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...everywhere,
        fewParameters,
        ...clockAndChance,
        ...noSql,
        refusedIsForServices,
        {
          selector: 'NewExpression[callee.name=/^(Date|Map|Set|WeakMap)$/]',
          message: 'Workflows keep plain JSON values only.',
        },
        { selector: 'Literal[bigint]', message: 'Workflows keep plain JSON values only.' },
      ],
    },
  },
  {
    // A search attribute of the kind Datetime is a Date by its maker's API; it is written from an instant and never kept.
    files: ['workflows/search-attributes.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...everywhere,
        fewParameters,
        ...clockAndChance,
        ...noSql,
        refusedIsForServices,
      ],
    },
  },
  {
    files: ['src/schemas/**', 'src/web/**', 'src/features/*/store.ts', 'src/features/*/queries.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, fewParameters, refusedIsForServices] },
  },
  {
    files: ['src/features/*/service.ts', 'activities/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, fewParameters, ...noSql] },
  },
  {
    files: ['src/features/*/routes.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...everywhere,
        fewParameters,
        ...noSql,
        { selector: 'TryStatement', message: 'Routes do not catch: one handler translates refusals and failures.' },
      ],
    },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, fewParametersInTests, ...inTests],
      // The matchers of vitest (`expect.any(String)`) are typed any, and belong inside expected values.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    // Waiting for a condition is written once, in test/support; a bare sleep anywhere else is a flaky test.
    files: tests,
    ignores: ['test/support/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:timers/promises', message: 'No sleep: wait for a condition.' }] },
      ],
      'no-restricted-globals': ['error', { name: 'setTimeout', message: 'No sleep: wait for a condition.' }],
    },
  },
);
