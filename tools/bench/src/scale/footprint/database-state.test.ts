import { expect, it } from 'vitest';
import { growthBetween } from './database-state.ts';

it('says which tables have grown, the one that grew most first', () => {
  const before = {
    tables: new Map([
      ['runs', 100],
      ['files', 50],
    ]),
    logBytes: 1_000,
    transactions: 10,
  };
  const after = {
    tables: new Map([
      ['runs', 140],
      ['files', 50],
      ['run_events', 300],
    ]),
    logBytes: 5_000,
    transactions: 25,
  };
  const growth = growthBetween(before, after);
  expect([...growth.tables]).toEqual([
    ['run_events', 300],
    ['runs', 40],
  ]);
  expect(growth).toMatchObject({ bytes: 340, logBytes: 4_000, transactions: 15 });
});
