import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';

const betweenAttemptsMs = 500;
const logEvery = 20;

/** Connects to Temporal, for as long as it takes: a worker that starts first waits for its server. */
export async function connectPatiently<Connection>(
  connect: () => Promise<Connection>,
  logger: Logger,
): Promise<Connection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect();
    } catch (error) {
      if (attempt % logEvery === 1)
        logger.warn({ err: error, attempt }, 'Temporal is not reachable yet; trying again');
      await wait(betweenAttemptsMs);
    }
  }
}
