import { atPace, type Pace } from '../../measuring/pace.ts';

/**
 * Sends requests at a constant rate, whether or not earlier ones are answered, and takes the milliseconds from when each
 * was to be sent to when it was answered: a request that leaves late because the machine is busy has waited, too (no
 * coordinated omission).
 */
export async function measureOpenLoop(
  pace: Pace,
  send: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const startedAt = performance.now();
  return await atPace(pace, async (index) => {
    const intendedAt = startedAt + (index * 1_000) / pace.perSecond;
    await send(index);
    return performance.now() - intendedAt;
  });
}
