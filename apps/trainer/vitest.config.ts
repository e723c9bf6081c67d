import { defineConfig } from 'vitest/config';

/** Tests with a real trainer: `npm run test:trainer`. They import torch, so they are apart from `npm test`. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    pool: 'forks',
    include: ['end-to-end/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
