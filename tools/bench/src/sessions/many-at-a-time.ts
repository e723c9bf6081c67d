import pMap from 'p-map';
import type { TestStack } from '@understudy/stack/test-stack';
import { newUser } from '../clients/api-client.ts';
import { watchProcessors } from '../measuring/processor-use.ts';
import { trainDirectly } from './direct-session.ts';
import { avatarName, uploadOf, type SessionShape } from './session-shape.ts';
import { timeSession, type SessionTiming } from './timed-session.ts';

/** Sessions a second, through the product and by plain calls. */
export interface Throughput {
  readonly shape: SessionShape;
  readonly sessions: readonly SessionTiming[];
  readonly atATime: number;
  readonly perSecond: number;
  readonly directPerSecond: number;
  /** Share of all processors' time, 0–1, that was spent during the product's part. */
  readonly processorUse: number;
}

/** Keeps `atATime` sessions of one user under way until all have ended; then does the same by plain calls. */
export async function measureThroughput(
  stack: TestStack,
  shape: SessionShape,
  { count, atATime }: { count: number; atATime: number },
): Promise<Throughput> {
  const client = await newUser(stack, `${shape.name}-throughput`);
  const prepared = await pMap(
    Array.from({ length: count }, (_, number) => uploadOf(shape, 1_000 + number)),
    async (upload) => ({ upload, avatarId: await client.createAvatar(avatarName) }),
    { concurrency: atATime },
  );
  const sessions: SessionTiming[] = [];
  const processorUse = watchProcessors();
  const perSecond = await rateOf(count, () =>
    pMap(
      prepared,
      async ({ avatarId, upload }) => {
        sessions.push(await timeSession(stack.apiUrl, client, avatarId, upload));
      },
      { concurrency: atATime },
    ),
  );
  const busy = processorUse();
  const directPerSecond = await rateOf(count, () =>
    pMap(prepared, ({ upload }) => trainDirectly(stack.simulatorUrl, upload), { concurrency: atATime }),
  );
  return { shape, sessions, atATime, perSecond, directPerSecond, processorUse: busy };
}

async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (count * 1000) / (performance.now() - startedAt);
}
