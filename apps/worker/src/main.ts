import { toFineTuneSettings } from '@understudy/activities/fine-tune/fine-tune-environment';
import { createChatModels } from '@understudy/activities/providers/chat-models';
import { createEmbeddingModel } from '@understudy/activities/providers/embedding-model';
import { createFairSlots } from '@understudy/activities/providers/fair-slots';
import { createFleetGate } from '@understudy/activities/providers/fleet-gate';
import {
  toChatModelSettings,
  toEmbeddingModelSettings,
} from '@understudy/activities/providers/provider-environment';
import { createRunStarter } from '@understudy/activities/runs/run-starter';
import { createObjectStorage } from '@understudy/activities/storage/object-storage';
import { toObjectStorageSettings } from '@understudy/activities/storage/storage-environment';
import { createDatabase } from '@understudy/db/database';
import { Client } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { createAllActivities } from './all-activities.ts';
import { connectPatiently } from './connect-patiently.ts';
import { readEnvironment, toRateLimits } from './environment.ts';
import { ensureShutdownSchedule } from './shutdown-schedule.ts';
import { ensureSweepSchedule } from './sweep-schedule.ts';
import { temporalLogger } from './temporal-logger.ts';
import { createWorkers } from './workers.ts';

const environment = readEnvironment(process.env);
const logger = pino({ level: environment.LOG_LEVEL, base: { service: 'worker' } });

Runtime.install({ logger: temporalLogger(logger) });
const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
const connection = await connectPatiently(() => NativeConnection.connect(connectionOptions), logger);
const client = new Client({ connection, namespace });

const database = createDatabase({
  url: environment.DATABASE_URL,
  maxConnections: environment.DATABASE_MAX_CONNECTIONS,
  applicationName: 'understudy-worker',
});
const providerGate = createFleetGate(database, toRateLimits(environment));
const storage = createObjectStorage(toObjectStorageSettings(environment));
const activities = createAllActivities({
  database,
  storage,
  models: createChatModels(toChatModelSettings(environment, 0)),
  embeddings: createEmbeddingModel(toEmbeddingModelSettings(environment, 0)),
  client,
  starter: createRunStarter({ client }),
  callSlots: createFairSlots(environment.PROVIDER_CONCURRENCY),
  providerGate,
  fineTuning: toFineTuneSettings(environment, { client, storage }),
  windows: { vision: environment.VISION_CONCURRENCY, text: environment.TEXT_CONCURRENCY },
});
const workers = await createWorkers({ connection, namespace, environment, database, activities, logger });
await ensureSweepSchedule(client, logger);
await ensureShutdownSchedule(client, logger);

const shutDown = () => {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
};
process.once('disconnect', shutDown);

logger.info({ taskQueues: environment.WORKER_TASK_QUEUES }, 'ready');
process.send?.({ type: 'ready' });
// SIGINT and SIGTERM are handled by the Temporal runtime, which shuts all workers down.
await Promise.all(workers.map((worker) => worker.run()));
await providerGate.end();
await database.close();
await connection.close();
process.disconnect?.();
