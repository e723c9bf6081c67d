import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../time-zone.ts';
import { cronOf, describeTimes } from './cadence.ts';
import { toChatExample } from './chat-example.ts';
import { putScheduleSchema } from './schedule.ts';

describe('a schedule', () => {
  it('is a cron expression, and a sentence', () => {
    expect(cronOf({ cadence: 'daily', hour: 3 })).toBe('0 3 * * *');
    expect(cronOf({ cadence: 'weekly', hour: 23 })).toBe('0 23 * * 1');
    expect(cronOf({ cadence: 'monthly', hour: 0 })).toBe('0 0 1 * *');
    const times = { cadence: 'weekly', hour: 3, timeZone: 'Europe/Lisbon' } as const;
    expect(describeTimes(times)).toBe('every Monday at 03:00 (Europe/Lisbon)');
  });

  it('knows time zones by their names', () => {
    expect(['UTC', 'Europe/Lisbon', 'America/New_York'].every(isTimeZone)).toBe(true);
    expect(['', '+01:00', 'Middle/Earth'].some(isTimeZone)).toBe(false);
    const wrong = putScheduleSchema.safeParse({ cadence: 'daily', time_zone: 'Middle/Earth' });
    expect(wrong.error?.issues[0]?.message).toMatch(/IANA name/);
  });
});

describe('a chat turn', () => {
  it('becomes an example whose quality is its rating', () => {
    const turn = { chatMessageId: '1', message: 'Did you win?', reply: 'Of course I did', rating: 4 };
    expect(toChatExample(turn)).toMatchObject({
      patternType: 'answer',
      qualityScore: 0.75,
      example: { kind: 'chat', messages: [{ content: 'Did you win?' }, { content: 'Of course I did' }] },
    });
    expect(toChatExample({ ...turn, rating: 5 }).qualityScore).toBe(1);
  });
});
