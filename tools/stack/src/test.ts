import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './browser/chromium.ts';
import { createReporter, type Reporter } from './console/reporter.ts';
import { onStopSignal } from './processes/stop-signal.ts';
import { repositoryRoot } from './repository.ts';
import { timeSkippingServerPath } from './temporal/time-skipping-server.ts';
import { startStack, type TestStack } from './test-stack.ts';
import {
  NoContainerRuntimeError,
  startContainers,
  wantsContainers,
  type Foundations,
} from './testing/containers.ts';
import { describeCounts } from './testing/count-tests.ts';
import { runAllTests, runSomeTests } from './testing/run-tests.ts';

const usage = `npm test -- [--no-stack] [path…] [vitest's options]

--no-stack leaves out the shared stack, the browser and the time-skipping server: for tests that need none of them.`;

/** `npm test`: prepares what the tests need, runs them against one shared stack, and says how many passed. */
async function main(parameters: readonly string[]): Promise<number> {
  if (parameters.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const reporter = createReporter((text) => process.stdout.write(text), performance.now());
  const stopRequested = new AbortController();
  onStopSignal(
    () => stopRequested.abort(new Error('stopped')),
    () => process.exit(130),
  );
  const folder = await mkdtemp(join(tmpdir(), 'understudy-test-'));
  const isAlone = parameters.includes('--no-stack');
  const prepared = isAlone ? { variables: {}, faults: [] } : await prepare(reporter, stopRequested.signal);
  try {
    const passedOn = parameters.filter((parameter) => parameter !== '--no-stack');
    const run = { folder, variables: prepared.variables };
    const { exitCode, counts, failures } =
      passedOn.length === 0 && !isAlone
        ? await runAllTests(run, stopRequested.signal)
        : await runSomeTests(run, passedOn, stopRequested.signal);
    for (const fault of prepared.faults) reporter.warn('prepare', fault);
    await prepared.stack?.stop();
    await prepared.foundations?.stop();
    process.stdout.write(
      `\n${failures.map((failure) => `Failed: ${failure}\n`).join('')}${describeCounts(counts)}\n`,
    );
    return prepared.faults.length > 0 && exitCode === 0 ? 1 : exitCode;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Prepared {
  readonly stack?: TestStack;
  /** Containers that the stack is on; none unless they were asked for. */
  readonly foundations?: Foundations;
  readonly variables: Record<string, string>;
  /** What could not be prepared, and why; tests that need it fail. */
  readonly faults: readonly string[];
}

async function prepare(reporter: Reporter, signal: AbortSignal): Promise<Prepared> {
  const binaryFolder = join(repositoryRoot, '.understudy', 'bin');
  const foundations = wantsContainers(process.env) ? await startContainers(reporter) : undefined;
  const containers = foundations === undefined ? {} : { foundations };
  const [stack, timeSkippingServer, chromium] = await Promise.allSettled([
    startStack({ reporter, signal, ...containers }),
    timeSkippingServerPath(binaryFolder, reporter, signal),
    ensureChromium(reporter, signal),
  ]);
  const variables: Record<string, string> = {};
  if (timeSkippingServer.status === 'fulfilled') variables['TIME_SKIPPING_SERVER'] = timeSkippingServer.value;
  if (chromium.status === 'fulfilled') variables['CHROMIUM_PATH'] = chromium.value;
  const faults = [stack, timeSkippingServer, chromium]
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => (reason instanceof Error ? reason.message : String(reason)));
  if (stack.status === 'rejected') return { ...containers, variables, faults };
  return {
    ...containers,
    stack: stack.value,
    variables: { ...variables, ...addressesOf(stack.value) },
    faults,
  };
}

function addressesOf(stack: TestStack): Record<string, string> {
  return {
    UNDERSTUDY_TEST_API_URL: stack.apiUrl,
    UNDERSTUDY_TEST_DATABASE_URL: stack.databaseUrl,
    UNDERSTUDY_TEST_DATABASE_OWNER_URL: stack.databaseOwnerUrl,
    UNDERSTUDY_TEST_TEMPORAL_ADDRESS: stack.temporalAddress,
    UNDERSTUDY_TEST_TEMPORAL_UI_URL: stack.temporalUiUrl,
    UNDERSTUDY_TEST_SIMULATOR_URL: stack.simulatorUrl,
    UNDERSTUDY_TEST_DEVELOPMENT_SECRET: stack.developmentSecret,
    UNDERSTUDY_TEST_STATE_FOLDER: stack.stateFolder,
  };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof NoContainerRuntimeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
