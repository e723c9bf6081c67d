import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayReserve, monthKey, reserve, settle, type BudgetAccount } from './ledger.ts';

const nothing = { usd: 0, tokens: 0 };
const uncapped: BudgetAccount = { capUsd: null, capTokens: null, spent: nothing, reserved: nothing };

describe('reserving', () => {
  it('has no limit without a cap', () => {
    expect(mayReserve({ ...uncapped, amount: { usd: 1e6, tokens: 1e9 } })).toEqual({ allowed: true });
  });

  it('may reach a cap, and not pass it', () => {
    const account = { ...uncapped, capUsd: 0.3, spent: { usd: 0.1, tokens: 0 } };
    expect(mayReserve({ ...account, amount: { usd: 0.2, tokens: 5 } })).toEqual({ allowed: true });
    expect(mayReserve({ ...account, amount: { usd: 0.200001, tokens: 5 } })).toEqual({
      allowed: false,
      cap: 'usd',
      mayFitAfterSettling: false,
    });
  });

  it('says that waiting may help while calls under way hold the rest', () => {
    const account = { ...uncapped, capTokens: 1_000, reserved: { usd: 0, tokens: 600 } };
    expect(mayReserve({ ...account, amount: { usd: 0, tokens: 401 } })).toEqual({
      allowed: false,
      cap: 'tokens',
      mayFitAfterSettling: true,
    });
    expect(mayReserve({ ...account, amount: { usd: 0, tokens: 400 } })).toEqual({ allowed: true });
  });

  it('names the cap for which waiting is in vain', () => {
    const account = { ...uncapped, capUsd: 1, capTokens: 100, reserved: { usd: 1, tokens: 0 } };
    expect(mayReserve({ ...account, amount: { usd: 0.5, tokens: 101 } })).toEqual({
      allowed: false,
      cap: 'tokens',
      mayFitAfterSettling: false,
    });
  });
});

describe('settling', () => {
  it('gives the reservation back and spends what the call cost', () => {
    const reserved = reserve(uncapped, { usd: 0.004, tokens: 900 });
    expect(reserved.reserved).toEqual({ usd: 0.004, tokens: 900 });
    expect(settle(reserved, { usd: 0.004, tokens: 900 }, { usd: 0.0012, tokens: 600 })).toEqual({
      ...uncapped,
      spent: { usd: 0.0012, tokens: 600 },
    });
  });

  it('never passes a cap, and ends with nothing reserved, when calls cost at most what was reserved', () => {
    const calls = fc.array(
      fc.record({
        most: fc.integer({ min: 1, max: 900 }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(calls, fc.integer({ min: 1, max: 5_000 }), (planned, capTokens) => {
        const capUsd = capTokens / 1_000;
        let account: BudgetAccount = { ...uncapped, capTokens, capUsd };
        const underWay = planned.flatMap(({ most, share }) => {
          const amount = { usd: most / 1_000, tokens: most };
          if (!mayReserve({ ...account, amount }).allowed) return [];
          account = reserve(account, amount);
          return [{ amount, cost: { usd: amount.usd * share, tokens: Math.floor(most * share) } }];
        });
        for (const { amount, cost } of underWay) account = settle(account, amount, cost);
        expect(account.reserved).toEqual(nothing);
        expect(account.spent.tokens).toBeLessThanOrEqual(capTokens);
        expect(account.spent.usd).toBeLessThanOrEqual(capUsd + 1e-6);
      }),
    );
  });
});

it('names months in UTC', () => {
  expect(monthKey(new Date('2026-11-30T23:59:59.999Z'))).toBe('2026-11');
  expect(monthKey(new Date('2026-12-01T01:00:00+02:00'))).toBe('2026-11');
});
