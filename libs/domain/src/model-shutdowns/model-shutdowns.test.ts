import { describe, expect, it } from 'vitest';
import { baseModels } from '../fine-tune/base-models.ts';
import { findShutdown, isShutDown } from './known-shutdowns.ts';
import { composeWarning, daysUntil, dueWarning } from './shutdown-warning.ts';

const tuned = {
  provider: 'openai',
  model: 'ft:gpt-4o-mini-2024-07-18:me:ash:1',
  baseModel: null,
  announcedAt: null,
} as const;

describe('a shutdown', () => {
  it('is known of snapshots and of what was tuned from them', () => {
    expect(findShutdown(tuned)?.date).toBe('2027-01-14');
    expect(findShutdown({ ...tuned, model: 'gpt-4.1' })?.date).toBe('2027-01-14');
    const renamed = { ...tuned, model: 'our-own-name', baseModel: 'gpt-4o-2024-08-06' };
    expect(findShutdown(renamed)?.date).toBe('2027-01-14');
  });

  it('is not guessed of others, nor of the same name elsewhere', () => {
    expect(findShutdown({ ...tuned, model: 'gpt-4.1-nano' })).toBeNull();
    expect(findShutdown({ ...tuned, provider: 'together' })).toBeNull();
  });

  it('is what the provider says, before what is known', () => {
    const found = findShutdown({ ...tuned, announcedAt: new Date('2026-12-01T00:00:00Z') });
    expect(found).toEqual({ date: '2026-12-01', source: expect.stringContaining('own list') });
  });

  it('is the one that the list of base models shows', () => {
    for (const { provider, model, shutdown_date: date } of baseModels) {
      const found = findShutdown({ provider, model, baseModel: null, announcedAt: null });
      expect(found?.date ?? null, model).toBe(date);
    }
  });

  it('begins with its day in UTC', () => {
    const shutdown = { date: '2027-01-14', source: '' };
    expect(isShutDown(shutdown, new Date('2027-01-13T23:59:59Z'))).toBe(false);
    expect(isShutDown(shutdown, new Date('2027-01-14T00:00:00Z'))).toBe(true);
  });
});

describe('warnings', () => {
  const shutdown = { date: '2027-01-14', source: 'A list' };
  const at = (date: string) => new Date(`${date}T09:00:00Z`);

  it('are due 30, 7 and 1 days before, and on the day', () => {
    expect(daysUntil(shutdown, at('2026-12-15'))).toBe(30);
    expect(dueWarning(shutdown, at('2026-12-14'))).toBeNull();
    expect(dueWarning(shutdown, at('2026-12-15'))).toBe(30);
    expect(dueWarning(shutdown, at('2027-01-06'))).toBe(30);
    expect(dueWarning(shutdown, at('2027-01-07'))).toBe(7);
    expect(dueWarning(shutdown, at('2027-01-13'))).toBe(1);
    expect(dueWarning(shutdown, at('2027-01-14'))).toBe(0);
    expect(dueWarning(shutdown, at('2027-03-01'))).toBe(0);
  });

  it('say when, what happens then, what to do and who says so', () => {
    const subject = { avatarName: 'Ash', model: 'ft:ash', providerTitle: 'OpenAI', fallback: 'gpt-5-mini' };
    const before = composeWarning(shutdown, subject, at('2027-01-13'));
    expect(before.title).toBe('Ash’s model will be shut down tomorrow');
    expect(before.body).toMatch(/on 2027-01-14.*gpt-5-mini answers.*another base model.*A list/);
    expect(composeWarning(shutdown, subject, at('2027-01-20')).title).toMatch(/has been shut down/);
  });
});
