import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { z } from 'zod';
import type { BatchShape } from '../batch-shape.ts';
import { startBullMqOnPostgres, startBullMqOnRedis } from './bullmq-peer.ts';
import { startDbos, startDbosLanes } from './dbos-peer.ts';
import {
  peerCommandSchema,
  peerNames,
  type Peer,
  type PeerCommand,
  type PeerName,
  type PeerReport,
  type StartPeer,
} from './peer.ts';
import { startPgBoss } from './pg-boss-peer.ts';
import { startPlain } from './plain-peer.ts';
import { createItemWork } from './work-on-item.ts';

/** The process in which a peer works, forked by the bench: so it can be killed, and its memory is its own. */
const environment = z
  .object({
    PEER_NAME: z.enum(peerNames),
    PEER_DATABASE_URL: z.url(),
    PEER_SIMULATOR_URL: z.url(),
    PEER_CONCURRENCY: z.coerce.number().int().min(1),
    PEER_REDIS_PORT: z.coerce.number().int().optional(),
  })
  .parse(process.env);

const starters: Record<PeerName, StartPeer> = {
  plain: startPlain,
  dbos: startDbos,
  'dbos-lanes': startDbosLanes,
  'pg-boss': startPgBoss,
  'bullmq-postgres': startBullMqOnPostgres,
  'bullmq-redis': startBullMqOnRedis,
};

const sql = postgres(environment.PEER_DATABASE_URL, { max: 20, onnotice: () => undefined });
/** Rows of each batch that this process has written. */
const written = new Map<string, number>();
/** Rows at which a new batch is done. */
const wanted = new Map<string, number>();

const report = (message: PeerReport): void => void process.send?.(message);
const fail = (error: unknown): void =>
  report({
    type: 'failed',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });

function onNewRow(batchId: string): void {
  const rows = (written.get(batchId) ?? 0) + 1;
  written.set(batchId, rows);
  if (rows === wanted.get(batchId)) report({ type: 'done', batchId });
}

async function obey(peer: Peer, { batch, isNew }: PeerCommand): Promise<void> {
  if (isNew) {
    wanted.set(batch.batchId, batch.numExamples);
    return await peer.submit(batch);
  }
  // What is not durable has to be asked again for what was under way.
  await Promise.all([environment.PEER_NAME === 'plain' ? peer.submit(batch) : null, reportWhenDone(batch)]);
}

/** After a kill: the server may still commit what the dead process had sent, so only a count says what is there. */
async function reportWhenDone({ batchId, numExamples }: BatchShape): Promise<void> {
  for (;;) {
    const [row] = await sql<{ rows: number }[]>`
      select count(*)::int as rows from results where batch_id = ${batchId}`;
    if (row?.rows === numExamples) return report({ type: 'done', batchId });
    await sleep(50);
  }
}

process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

const peer = await starters[environment.PEER_NAME]({
  databaseUrl: environment.PEER_DATABASE_URL,
  redisPort: environment.PEER_REDIS_PORT,
  concurrency: environment.PEER_CONCURRENCY,
  workOnItem: createItemWork({ simulatorUrl: environment.PEER_SIMULATOR_URL, sql, onNewRow }),
});
process.on('message', (message) => void obey(peer, peerCommandSchema.parse(message)).catch(fail));
report({ type: 'ready' });
