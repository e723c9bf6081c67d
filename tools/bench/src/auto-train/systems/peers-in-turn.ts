import type { TestStack } from '@understudy/stack/test-stack';
import { warmUp } from '../measuring/measure-batch.ts';
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

/** Which peers, and where to say that one is left out. */
export interface PeersInTurn {
  readonly names: readonly PeerName[];
  readonly concurrency: number;
  readonly note: (text: string) => void;
}

/** Runs the peers named, one after the other and warm, so that none disturbs another by polling. */
export async function eachPeerInTurn(
  stack: TestStack,
  { names, concurrency, note }: PeersInTurn,
  use: (peer: MeasuredSystem) => Promise<void>,
): Promise<void> {
  for (const name of names) {
    const redis = name === 'bullmq-redis' ? await startRedis() : undefined;
    if (name === 'bullmq-redis' && redis === undefined) {
      note(
        `${titles[name]} is left out: neither redis-server nor valkey-server is installed, and npm ships none.`,
      );
      continue;
    }
    const { databaseOwnerUrl, simulatorUrl } = stack;
    try {
      const peer = await startPeer({
        name,
        title: titles[name],
        databaseOwnerUrl,
        simulatorUrl,
        concurrency,
        ...(redis === undefined ? {} : { redisPort: redis.port }),
      });
      try {
        await warmUp(peer, simulatorUrl);
        await use(peer);
      } finally {
        await peer.stop();
      }
    } finally {
      await redis?.stop();
    }
  }
}
