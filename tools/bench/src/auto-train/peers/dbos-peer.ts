import { DBOS } from '@dbos-inc/dbos-sdk';
import { itemJobs, type ItemJob, type StartPeer, type WorkOnItem } from './peer.ts';

const queueName = 'items';

/**
 * DBOS Transact as its documentation has it for fan-out: a queue with a worker concurrency, one workflow for each item,
 * the call and its row in one step, so that there is one checkpoint an item. The queue is polled every
 * 20 ms instead of every second, and the pool has 20 connections instead of 10.
 * A process that starts takes up the workflows that were pending under its executor ID.
 */
export const startDbos: StartPeer = async ({ databaseUrl, concurrency, workOnItem }) => {
  const runItem = DBOS.registerWorkflow(
    async (job: ItemJob) => {
      await DBOS.runStep(() => workOnItem(job), { name: 'write' });
    },
    { name: 'runItem' },
  );
  await launchDbos(databaseUrl);
  await DBOS.registerQueue(queueName, { workerConcurrency: concurrency, minPollingIntervalMs: 20 });
  return {
    submit: async (batch) => {
      await Promise.all(
        itemJobs(batch).map((job) =>
          DBOS.startWorkflow(runItem, { workflowID: `${job.batchId}-${job.index}`, queueName })(job),
        ),
      );
    },
  };
};

/**
 * DBOS Transact in the form that suits it best here: as many workflows as calls may be under way, each with its share of
 * the items as steps one after the other. No queue, no polling, and nothing waits for the slowest of a group.
 */
export const startDbosLanes: StartPeer = async ({ databaseUrl, concurrency, workOnItem }) => {
  const runLane = DBOS.registerWorkflow((jobs: ItemJob[]) => oneAfterTheOther(jobs, workOnItem), {
    name: 'runLane',
  });
  await launchDbos(databaseUrl);
  return {
    submit: async (batch) => {
      const jobs = itemJobs(batch);
      const lanes = Array.from({ length: concurrency }, (_, lane) =>
        jobs.filter(({ index }) => index % concurrency === lane),
      ).filter((lane) => lane.length > 0);
      await Promise.all(
        lanes.map((lane, number) =>
          DBOS.startWorkflow(runLane, { workflowID: `${batch.batchId}-lane-${number}` })(lane),
        ),
      );
    },
  };
};

async function oneAfterTheOther(jobs: readonly ItemJob[], workOnItem: WorkOnItem): Promise<void> {
  for (const job of jobs) await DBOS.runStep(() => workOnItem(job), { name: 'write' });
}

async function launchDbos(databaseUrl: string): Promise<void> {
  DBOS.setConfig({
    name: 'understudy-bench',
    systemDatabaseUrl: databaseUrl,
    systemDatabasePoolSize: 20,
    applicationVersion: 'bench',
    logLevel: 'error',
  });
  await DBOS.launch();
}
