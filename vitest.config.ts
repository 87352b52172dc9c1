import { defineConfig } from 'vitest/config';

/**
 * Two suites: `fast` is what `npm test` runs; `slow` (files named *.slow.test.ts) is added by `.ci/run`.
 */
export default defineConfig({
  test: {
    // One process a core. By default a core is left free, which on two cores means one file at a time; but journeys and
    // browser tests mostly wait for processes of their own.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'fast',
          include: [
            'packages/**/*.test.ts',
            'functions/**/*.test.ts',
            'infra/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/cdk.out/**', '**/*.slow.test.ts'],
          globalSetup: 'test/browser/unpack.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: ['packages/**/*.slow.test.ts', 'test/**/*.slow.test.ts'],
          exclude: ['**/node_modules/**', '**/cdk.out/**'],
          testTimeout: 1_200_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
