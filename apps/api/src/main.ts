import { secretFreeOutput } from '@understudy/activities/secrets/secret-free-output';
import { requireStorage } from '@understudy/activities/storage/require-storage';
import { logContext } from '@understudy/observability/logs/log-context';
import { serveMetrics } from '@understudy/observability/metrics/serve-metrics';
import { startTracing } from '@understudy/observability/tracing/start-tracing';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { connect } from './connect.ts';
import { EnvironmentError, parseEnvironment, type ApiSettings } from './environment.ts';
import { listen } from './server.ts';

/** Milliseconds that requests under way may take to finish when the process is told to stop. */
const graceMs = 5_000;

function readSettings(): ApiSettings {
  try {
    return parseEnvironment(process.env);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return endWith(error.message);
  }
}

/** Ends a start that cannot succeed, with what to do instead of where in the code it was found. */
function endWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const settings = readSettings();
await requireStorage(settings.storage).catch((error: Error) => endWith(error.message));
const logger = pino(
  {
    level: settings.logLevel,
    base: { service: 'api' },
    mixin: logContext,
    redact: { paths: ['authorization', '*.authorization', '*.headers.authorization'], censor: '[redacted]' },
  },
  secretFreeOutput(process.env),
);
const tracing = await startTracing('understudy-api', settings.tracing);
const { dependencies, close } = connect(settings, logger, tracing);
const metrics = settings.metrics && (await serveMetrics(settings.metrics));
const server = await listen(createApp(dependencies), settings.http).catch(({ message }: Error) =>
  endWith(
    `PORT, API_HOST: The API cannot listen there (${message}). Give it an address and a port that are free.`,
  ),
);
logger.info({ url: server.url, metrics: metrics?.url }, 'listening');
process.send?.({ type: 'ready' });

let stopping = false;
async function stop(reason: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  logger.info({ reason }, 'stopping');
  const served = server.close(graceMs);
  // Ends the open event streams, which would otherwise last until the grace is over.
  await dependencies.runEvents.close();
  await served;
  await close();
  await Promise.allSettled([metrics?.close(), tracing?.close()]);
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
process.once('disconnect', () => void stop('the supervisor is gone'));
