import { PgBoss } from 'pg-boss';
import { itemJobs, type ItemJob, type StartPeer } from './peer.ts';

const queue = 'items';
/** Jobs that a worker fetches and completes together. */
const batchSize = 5;

/**
 * pg-boss with `concurrency ÷ 5` workers that take five jobs each and, while their fetches come back full, take the next
 * at once (`burstWhenBatchFull`); polling at its shortest, 0.5 s; one insert for the whole batch. Jobs of a dead process
 * are found by their expiry: 5 s, looked for every second, both as short as pg-boss allows for such jobs to be sensible.
 */
export const startPgBoss: StartPeer = async ({ databaseUrl, concurrency, workOnItem }) => {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 20,
    schedule: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  });
  boss.on('error', (error) => process.stderr.write(`${error.message}\n`));
  await boss.start();
  await boss.createQueue(queue, { retryLimit: 10, retryDelay: 0, expireInSeconds: 5 });
  await boss.work<ItemJob>(
    queue,
    {
      localConcurrency: Math.ceil(concurrency / batchSize),
      batchSize,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 0.5,
    },
    async (jobs) => {
      await Promise.all(jobs.map(({ data }) => workOnItem(data)));
    },
  );
  return {
    submit: async (batch) => {
      await boss.insert(
        queue,
        itemJobs(batch).map((data) => ({ data })),
      );
    },
  };
};
