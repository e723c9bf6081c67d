import pMap from 'p-map';
import type { TestStack } from '@understudy/stack/test-stack';
import { newUser } from '../clients/api-client.ts';
import { trainDirectly } from './direct-session.ts';
import { avatarName, uploadOf, type SessionShape } from './session-shape.ts';
import { timeSession } from './timed-session.ts';

/** Sessions a second, through the product and by plain calls. */
export interface Throughput {
  readonly shape: SessionShape;
  readonly sessions: number;
  readonly atATime: number;
  readonly perSecond: number;
  readonly directPerSecond: number;
  /** How long each took in the crowd, from request to version. */
  readonly versionMs: readonly number[];
}

/** Keeps `atATime` sessions of one user under way until all have ended; then does the same by plain calls. */
export async function measureThroughput(
  stack: TestStack,
  shape: SessionShape,
  { sessions, atATime }: { sessions: number; atATime: number },
): Promise<Throughput> {
  const client = await newUser(stack, `${shape.name}-throughput`);
  const prepared = await pMap(
    Array.from({ length: sessions }, (_, number) => uploadOf(shape, 1_000 + number)),
    async (upload) => ({ upload, avatarId: await client.createAvatar(avatarName) }),
    { concurrency: atATime },
  );
  const versionMs: number[] = [];
  const perSecond = await rateOf(sessions, () =>
    pMap(
      prepared,
      async ({ avatarId, upload }) => {
        versionMs.push((await timeSession(stack.apiUrl, client, avatarId, upload)).versionMs);
      },
      { concurrency: atATime },
    ),
  );
  const directPerSecond = await rateOf(sessions, () =>
    pMap(prepared, ({ upload }) => trainDirectly(stack.simulatorUrl, upload), { concurrency: atATime }),
  );
  return { shape, sessions, atATime, perSecond, directPerSecond, versionMs };
}

async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (count * 1000) / (performance.now() - startedAt);
}
