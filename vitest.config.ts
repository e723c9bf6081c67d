import { defineConfig } from 'vitest/config';

/** Tests of a whole stack, one file at a time: each has a browser, or kills what others would need. */
const wholeStack = ({
  name,
  groupOrder,
  include,
}: {
  name: string;
  groupOrder: number;
  include: string[];
}) => ({
  test: {
    name,
    maxWorkers: 1,
    sequence: { groupOrder },
    include,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});

/**
 * Three projects: `beside` has the tests that stand beside their files, `shared-stack` those in tests/ which need the stack
 * that `npm test` starts, `own-stack` those which start one for themselves. `npm test` runs the last two at the same time.
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
      wholeStack({ name: 'shared-stack', groupOrder: 1, include: ['tests/src/*.test.ts'] }),
      wholeStack({ name: 'own-stack', groupOrder: 2, include: ['tests/src/own-stack/*.test.ts'] }),
    ],
  },
});
