import { DefaultLogger, type Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Temporal's own log lines as lines of the worker's structured log. Its chatter about states of workers is for
 * debugging; that a worker serves no workflows or no activities is how the queues are laid out, and is left out.
 */
export function temporalLogger(logger: Logger): TemporalLogger {
  return new DefaultLogger('INFO', ({ level, message, meta }) => {
    if (message.startsWith('No ') && message.includes(' registered, not polling')) return;
    logger[levels[level]](meta ?? {}, message);
  });
}
