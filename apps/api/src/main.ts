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
const logger = pino({
  level: settings.logLevel,
  base: { service: 'api' },
  redact: { paths: ['authorization', '*.authorization', '*.headers.authorization'], censor: '[redacted]' },
});
const { dependencies, close } = connect(settings, logger);
const server = await listen(createApp(dependencies), settings.http);
logger.info({ url: server.url }, 'listening');
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
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
process.once('disconnect', () => void stop('the supervisor is gone'));
