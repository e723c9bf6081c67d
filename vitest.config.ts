import { defineConfig } from 'vitest/config';

/**
 * Two projects: `beside` has the tests that stand beside their files, `whole-stack` those in tests/, which need the
 * stack that `npm test` starts.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'beside',
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
          include: ['{apps,libs,tools}/*/src/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'whole-stack',
          // One file at a time: each has a browser, or a whole stack of its own, beside the shared one.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          include: ['tests/src/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
