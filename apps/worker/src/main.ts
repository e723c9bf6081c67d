import { flushCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { toFineTuneSettings } from '@understudy/activities/fine-tune/fine-tune-environment';
import { adaptPlaces } from '@understudy/activities/providers/adapt-places';
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
import { requireStorage } from '@understudy/activities/storage/require-storage';
import { toObjectStorageSettings } from '@understudy/activities/storage/storage-environment';
import { createDatabase } from '@understudy/db/database';
import { logContext } from '@understudy/observability/logs/log-context';
import { serveMetrics } from '@understudy/observability/metrics/serve-metrics';
import { traceStarts } from '@understudy/observability/temporal/trace-starts';
import { startTracing } from '@understudy/observability/tracing/start-tracing';
import { traceQueries } from '@understudy/observability/tracing/trace-queries';
import { Client } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { secretFreeOutput } from '@understudy/activities/secrets/secret-free-output';
import { pino } from 'pino';
import { createAllActivities } from './all-activities.ts';
import { connectPatiently } from './connect-patiently.ts';
import { readEnvironment, toObservability, toRateLimits } from './environment.ts';
import { measureBacklogs } from './metrics/queue-backlog.ts';
import { prepareTemporalMetrics } from './metrics/temporal-metrics.ts';
import { ensureShutdownSchedule } from './shutdown-schedule.ts';
import { ensureSweepSchedule } from './sweep-schedule.ts';
import { removeStaleCopies } from './remove-stale-copies.ts';
import { temporalLogger } from './temporal-logger.ts';
import { createWorkers } from './workers.ts';

const environment = readEnvironment(process.env);
const storageSettings = toObjectStorageSettings(environment);
await requireStorage(storageSettings);
const logger = pino(
  { level: environment.LOG_LEVEL, base: { service: 'worker' }, mixin: logContext },
  secretFreeOutput(process.env),
);
const observability = toObservability(environment);
const tracing = await startTracing('understudy-worker', observability.tracing);
const temporalMetrics = observability.metrics && (await prepareTemporalMetrics());

Runtime.install({
  logger: temporalLogger(logger),
  ...(temporalMetrics === undefined ? {} : { telemetryOptions: temporalMetrics.telemetryOptions }),
});
const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
const connection = await connectPatiently(() => NativeConnection.connect(connectionOptions), logger);
const client = new Client({
  connection,
  namespace,
  interceptors: { workflow: tracing === undefined ? [] : [traceStarts] },
});
const metrics =
  observability.metrics &&
  (await serveMetrics(observability.metrics, temporalMetrics && [temporalMetrics.source]));
if (metrics !== undefined) measureBacklogs(connection, namespace);

const database = createDatabase({
  url: environment.DATABASE_URL,
  maxConnections: environment.DATABASE_MAX_CONNECTIONS,
  applicationName: 'understudy-worker',
  onConnect: tracing && traceQueries,
});
const providerGate = createFleetGate(database, toRateLimits(environment));
const callSlots = createFairSlots(environment.PROVIDER_CONCURRENCY);
const places = adaptPlaces(callSlots, environment.PROVIDER_CONCURRENCY);
const storage = createObjectStorage(storageSettings);
const activities = createAllActivities({
  database,
  storage,
  models: createChatModels(toChatModelSettings(environment, 0), providerGate),
  embeddings: createEmbeddingModel(toEmbeddingModelSettings(environment, 0), providerGate),
  client,
  starter: createRunStarter({ client }),
  callSlots,
  providerGate,
  fineTuning: toFineTuneSettings(environment, { client, storage }),
  windows: { vision: environment.VISION_CONCURRENCY, text: environment.TEXT_CONCURRENCY },
});
const workers = await createWorkers({
  connection,
  namespace,
  environment,
  database,
  activities,
  logger,
  tracing,
});
await ensureSweepSchedule(client, logger);
await ensureShutdownSchedule(client, logger);
const staleCopies = await removeStaleCopies(tmpdir(), Date.now());
if (staleCopies > 0)
  logger.warn(
    { folders: staleCopies },
    'training data that a killed worker had left on this disk was deleted',
  );

const shutDown = () => {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
};
process.once('disconnect', shutDown);

logger.info({ task_queues: environment.WORKER_TASK_QUEUES, metrics: metrics?.url }, 'ready');
process.send?.({ type: 'ready' });
// Written now, the next start finds it even where this process is killed.
flushCompileCache();
// SIGINT and SIGTERM are handled by the Temporal runtime, which shuts all workers down.
await Promise.all(workers.map((worker) => worker.run()));
places.end();
await providerGate.end();
await database.close();
await Promise.allSettled([metrics?.close(), tracing?.close()]);
await connection.close();
process.disconnect?.();
