/** Milliseconds in which a second signal is the same Ctrl-C: npm forwards what the terminal sends to all already. */
const echoWindow = 1_000;

/**
 * Calls `onFirst` on the first SIGINT, SIGTERM or SIGHUP, and `onSecond` on one that comes more than a second later.
 */
export function onStopSignal(onFirst: (signal: NodeJS.Signals) => void, onSecond: () => void): void {
  let firstAt: number | undefined;
  const handle = (signal: NodeJS.Signals): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      onFirst(signal);
    } else if (performance.now() - firstAt > echoWindow) {
      onSecond();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
  // A closed terminal or pipe must not end the supervisor before it has stopped its processes.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}
