import { join } from 'node:path';
import colours from 'picocolors';
import { createReporter, elapsedSince, type Reporter } from './console/reporter.ts';
import { readSettings } from './settings/environment.ts';
import { nodeVersionWarning } from './settings/node-version.ts';
import { onStopSignal } from './processes/stop-signal.ts';
import { runStack, type RunningStack } from './stack/run-stack.ts';
import { apiUrl, simulatedProviders, type StackPlan } from './stack/stack-plan.ts';

/** `npm start`: the whole product on this machine, until Ctrl-C. */
async function main(): Promise<number> {
  const startedAt = performance.now();
  const reporter = createReporter((text) => process.stdout.write(text), startedAt);
  const warning = nodeVersionWarning(process.versions.node);
  if (warning !== undefined) reporter.warn('node', warning);
  const plan = createPlan(reporter);
  reporter.print(
    `\n${colours.bold('Understudy')} is starting. Its data is in ${plan.settings.stateFolder}\n`,
  );
  const stopRequested = new AbortController();
  let running: RunningStack | undefined;
  onStopSignal(
    (signal) => {
      reporter.print('');
      reporter.tell('stack', `${signal}: stopping everything in order; Ctrl-C again forces it`);
      stopRequested.abort(new Error('stopped before it was ready'));
    },
    () => {
      running?.supervisor.kill();
      process.exit(130);
    },
  );
  try {
    running = await runStack({ ...plan, signal: stopRequested.signal });
    reporter.print(summary(plan, running, elapsedSince(startedAt)));
    await untilAborted(stopRequested.signal);
    await running.stop();
  } catch (error) {
    if (!stopRequested.signal.aborted) throw error;
  }
  reporter.done('stack', 'everything is stopped; `npm start` goes on with the same data');
  return 0;
}

function createPlan(reporter: Reporter): StackPlan {
  const settings = readSettings();
  return {
    settings,
    binaryFolder: join(settings.stateFolder, 'bin'),
    services: { worker: true, api: true },
    alwaysSimulate: false,
    detours: {},
    environment: {},
    reporter,
    signal: new AbortController().signal,
  };
}

function summary(plan: StackPlan, running: RunningStack, elapsed: string): string {
  const address = apiUrl(plan);
  const logs = join(plan.settings.stateFolder, 'logs');
  const rows = [
    ['Page', address],
    ['API docs', `${address}/docs`],
    ['Temporal UI', running.temporal.uiUrl ?? 'not known (set TEMPORAL_UI_URL)'],
    ['State', plan.settings.stateFolder],
    ['Logs', logs],
  ];
  const lines = rows.map(([name = '', value = '']) => `  ${name.padEnd(12)} ${colours.cyan(value)}`);
  return [
    '',
    colours.bold(`Understudy is ready (${elapsed})`),
    '',
    ...lines,
    ...simulatorNotice(plan),
    '',
  ].join('\n');
}

function simulatorNotice(plan: StackPlan): string[] {
  const simulated = simulatedProviders(plan);
  if (simulated.length === 0) return ['', '  Ctrl-C stops everything.'];
  const advice = {
    openai: 'OPENAI_API_KEY (or OPENAI_BASE_URL)',
    huggingface: 'HF_TOKEN',
    together: 'TOGETHER_API_KEY',
    fireworks: 'FIREWORKS_API_KEY and FIREWORKS_ACCOUNT_ID',
  };
  return [
    '',
    `  ${colours.yellow('Simulated provider')}: ${simulated.join(', ')}. Answers are computed on this machine, no key is used.`,
    `  For the real ones, set ${simulated.map((name) => advice[name]).join(', ')} in the environment or in .env, and start again.`,
    '',
    '  Ctrl-C stops everything.',
  ];
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `\n${colours.red('Understudy did not start.')}\n${message}\n\n\`npm run doctor\` checks this machine.\n`,
  );
  process.exitCode = 1;
}
