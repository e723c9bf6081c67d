import { ServiceError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { askOnceMore } from './ask-once-more.ts';

/** What gRPC says of a request that was not answered in time, and of a server that refuses the connection. */
const late = Object.assign(new Error('4 DEADLINE_EXCEEDED'), { code: 4, details: '', metadata: {} });
const refused = Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: '', metadata: {} });

/** A service that answers requests with these, one after the other. */
function serviceOf(answers: readonly unknown[], presence: () => Promise<unknown>) {
  const deadlines: number[] = [];
  const ask = (deadlineMs: number): Promise<string> => {
    const answer = answers[deadlines.push(deadlineMs) - 1];
    return typeof answer === 'string' ? Promise.resolve(answer) : Promise.reject(answer);
  };
  const asked = askOnceMore({ ask, isThere: presence, deadlinesMs: [1, 2] });
  return { asked, deadlines };
}

const there = () => Promise.resolve({});
const away = () => Promise.reject(refused);

describe('a service that may be busy', () => {
  it('is asked once where it answers', async () => {
    const { asked, deadlines } = serviceOf(['done'], away);
    await expect(asked).resolves.toBe('done');
    expect(deadlines).toEqual([1]);
  });

  it.each([
    ['late', late],
    ['late, as the client wraps it', new ServiceError('failed', { cause: late })],
  ])('is asked once more, with more patience, where it is there and %s', async (_, error) => {
    const { asked, deadlines } = serviceOf([error, 'done'], there);
    await expect(asked).resolves.toBe('done');
    expect(deadlines).toEqual([1, 2]);
  });

  it('is not waited for where it is away', async () => {
    const { asked, deadlines } = serviceOf([late, 'done'], away);
    await expect(asked).rejects.toBe(late);
    expect(deadlines).toEqual([1]);
  });

  it('is not asked again where it refused', async () => {
    const { asked, deadlines } = serviceOf([refused, 'done'], there);
    await expect(asked).rejects.toBe(refused);
    expect(deadlines).toEqual([1]);
  });

  it('may be late twice', async () => {
    const { asked, deadlines } = serviceOf([late, refused], there);
    await expect(asked).rejects.toBe(refused);
    expect(deadlines).toEqual([1, 2]);
  });
});
