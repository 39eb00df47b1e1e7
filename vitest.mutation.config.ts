import { defineConfig } from 'vitest/config';

/**
 * The tests that mutants of src/domain and src/ledger meet: those without chance, in which a mutant dies each time or never. One folder or file
 * at a time is quickest: `npm run mutate -- --mutate 'src/ledger/checks/*.ts'`. What was not changed since is not run again.
 */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/ledger/**/*.test.ts'],
    exclude: [
      'test/domain/*-properties.test.ts',
      'test/ledger/properties*.test.ts',
      'test/ledger/interop*.test.ts',
      'test/ledger/bundle-flips.test.ts',
    ],
    env: { BUKTI_PYTHON: 'no' },
    testTimeout: 20_000,
    reporters: ['dot'],
  },
});
