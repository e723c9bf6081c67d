import { createChatModels } from '@understudy/activities/providers/chat-models';
import { createEmbeddingModel } from '@understudy/activities/providers/embedding-model';
import { createChatService } from '@understudy/activities/chat/chat-service';
import { toFineTuneSettings } from '@understudy/activities/fine-tune/fine-tune-environment';
import { createRunStarter } from '@understudy/activities/runs/run-starter';
import { createObjectStorage } from '@understudy/activities/storage/object-storage';
import { Client, Connection } from '@temporalio/client';
import { createDatabase } from '@understudy/db/database';
import { traceStarts } from '@understudy/observability/temporal/trace-starts';
import type { Tracing } from '@understudy/observability/tracing/start-tracing';
import { traceQueries } from '@understudy/observability/tracing/trace-queries';
import type { Logger } from 'pino';
import { createAuthenticate } from './authentication/authenticate.ts';
import type { ApiDependencies } from './dependencies.ts';
import type { ApiSettings } from './environment.ts';
import { createOpenStreams } from './rate-limits/open-streams.ts';
import { createRequestLimiter } from './rate-limits/request-limiter.ts';
import { createRunEventHub } from './runs/run-event-hub.ts';
import { createRunLinks } from './runs/run-links.ts';
import { createRunStarts } from './runs/run-starts.ts';

/** Milliseconds that Temporal may take to accept a run; after that the sweep starts it. */
const startDeadlineMs = 1_500;

/**
 * Connects everything the API works with. Nothing has to be reachable yet: the database and Temporal are connected to
 * when they are needed, and again after they were gone.
 *
 * @param tracing makes queries and starts of workflows part of traces
 */
export function connect(
  settings: ApiSettings,
  logger: Logger,
  tracing?: Tracing,
): { dependencies: ApiDependencies; close: () => Promise<void> } {
  const database = createDatabase({
    ...settings.database,
    applicationName: 'understudy-api',
    onConnect: tracing && traceQueries,
  });
  const connection = Connection.lazy(settings.temporal.connection);
  const temporal = new Client({
    connection,
    namespace: settings.temporal.namespace,
    interceptors: { workflow: tracing === undefined ? [] : [traceStarts] },
  });
  const models = createChatModels(settings.models);
  const embeddings = createEmbeddingModel(settings.embeddings);
  const storage = createObjectStorage(settings.storage);
  const runEvents = createRunEventHub(database, logger);
  const runStarter = createRunStarter({ client: temporal, deadlineMs: startDeadlineMs });
  const runStarts = createRunStarts({ database, runStarter, logger });
  const dependencies: ApiDependencies = {
    installation: {
      production: settings.production,
      simulatedProviders: settings.simulatedProviders,
      temporalUiUrl: settings.temporal.uiUrl,
      tokens: settings.tokens,
      webFolder: settings.http.webFolder,
    },
    authenticate: createAuthenticate(settings.tokens, logger),
    access: settings.access,
    countRequest: createRequestLimiter(settings.rateLimits),
    noteStream: createOpenStreams(settings.rateLimits.openStreams),
    database,
    storage,
    downloadLinks: settings.downloadLinks,
    temporal,
    runStarts,
    runEvents,
    runLinks: createRunLinks(settings.temporal),
    models,
    embeddings,
    chat: createChatService({ database, models, embeddings }),
    autoTrain: settings.autoTrain,
    trainingImports: settings.trainingImports,
    fineTuning: toFineTuneSettings(settings.fineTuning, { client: temporal, storage }),
    logger,
    checkAnswers: !settings.production,
  };
  const close = async () => {
    await runEvents.close();
    await runStarts.allTried();
    await Promise.allSettled([database.close(), connection.close()]);
  };
  return { dependencies, close };
}
