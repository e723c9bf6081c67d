import { defineConfig } from 'vitest/config';

/**
 * Two projects: `beside` has the tests that stand beside their files, `whole-stack` those in tests/, which need the
 * stack that `npm test` starts.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'beside',
          include: ['{apps,libs,tools}/*/src/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'whole-stack',
          include: ['tests/src/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
