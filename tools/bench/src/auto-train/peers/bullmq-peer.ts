import { Queue, Worker, createPostgresBackend, withBackend } from 'bullmq';
import { itemJobs, type ItemJob, type Peer, type StartPeer } from './peer.ts';

const queueName = 'items';

/**
 * BullMQ with one worker of the whole concurrency and one `addBulk` for the batch. Jobs of a dead process are found when
 * their lock is over: 5 s, looked for every second, instead of 30 s each, so that it may recover as soon as the product.
 */
const recovery = { lockDuration: 5_000, stalledInterval: 1_000, maxStalledCount: 10 };
const kept = { removeOnComplete: { count: 1_000 } };

/** BullMQ as it is mostly used, on Redis; `redis-server.ts` starts that with an append-only file. */
export const startBullMqOnRedis: StartPeer = async ({ redisPort, concurrency, workOnItem }) => {
  if (redisPort === undefined) throw new Error('There is no Redis');
  const connection = { host: '127.0.0.1', port: redisPort, maxRetriesPerRequest: null };
  const queue = new Queue<ItemJob>(queueName, { connection });
  const worker = new Worker<ItemJob>(queueName, ({ data }) => workOnItem(data), {
    ...recovery,
    ...kept,
    concurrency,
    connection,
  });
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  return submittingTo((jobs) => queue.addBulk(jobs));
};

/** BullMQ on its PostgreSQL backend, with a pool of as many connections as that of the other peers. */
export const startBullMqOnPostgres: StartPeer = async ({ databaseUrl, concurrency, workOnItem }) => {
  const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
  const connection = { connectionString: databaseUrl, max: 20, migrate: true };
  const queue = new PostgresQueue<ItemJob>(queueName, { connection });
  await queue.waitUntilReady();
  const worker = new PostgresWorker<ItemJob>(queueName, ({ data }) => workOnItem(data), {
    ...recovery,
    ...kept,
    concurrency,
    connection,
  });
  await worker.waitUntilReady();
  return submittingTo((jobs) => queue.addBulk(jobs));
};

type AddBulk = (jobs: { name: string; data: ItemJob }[]) => Promise<unknown>;

function submittingTo(addBulk: AddBulk): Peer {
  return {
    submit: async (batch) => {
      await addBulk(itemJobs(batch).map((data) => ({ name: 'item', data })));
    },
  };
}
