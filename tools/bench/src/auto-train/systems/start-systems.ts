import type { TestStack } from '@understudy/stack/test-stack';
import type { PeerName } from '../peers/peer.ts';
import { startRedis } from '../peers/redis-server.ts';
import type { MeasuredSystem } from './measured-system.ts';
import { startPeer } from './peer-system.ts';

const titles: Record<PeerName, string> = {
  plain: 'limit: plain script, not durable',
  dbos: 'DBOS, a queued workflow an item',
  'dbos-lanes': 'DBOS, 50 workflows of steps',
  'pg-boss': 'pg-boss',
  'bullmq-postgres': 'BullMQ on PostgreSQL',
  'bullmq-redis': 'BullMQ on Redis',
};

/** The systems that the product is compared with, and what ends them. */
export interface RunningPeers {
  readonly peers: readonly MeasuredSystem[];
  /** Why a peer is left out; null when all run. */
  readonly leftOut: string | null;
  readonly stop: () => Promise<void>;
}

/** Starts peers, each in a process and a database of its own beside the stack. */
export async function startPeers(
  stack: TestStack,
  { names, concurrency }: { names: readonly PeerName[]; concurrency: number },
): Promise<RunningPeers> {
  const redis = names.includes('bullmq-redis') ? await startRedis() : undefined;
  const missesRedis = names.includes('bullmq-redis') && redis === undefined;
  const peers: MeasuredSystem[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await redis?.stop();
  };
  try {
    for (const name of names) {
      if (name === 'bullmq-redis' && redis === undefined) continue;
      peers.push(
        await startPeer({
          name,
          title: titles[name],
          databaseOwnerUrl: stack.databaseOwnerUrl,
          simulatorUrl: stack.simulatorUrl,
          concurrency,
          ...(name === 'bullmq-redis' && redis !== undefined ? { redisPort: redis.port } : {}),
        }),
      );
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const leftOut = missesRedis
    ? 'BullMQ on Redis is left out: neither redis-server nor valkey-server is installed, and no npm package ships one.'
    : null;
  return { peers, leftOut, stop };
}
