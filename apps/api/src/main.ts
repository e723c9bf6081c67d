import { secretFreeOutput } from '@understudy/activities/secrets/secret-free-output';
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
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const settings = readSettings();
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
const server = await listen(createApp(dependencies), settings.http);
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
