import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort, { portNumbers } from 'get-port';
import { silentReporter, type Reporter } from './console/reporter.ts';
import { repositoryRoot } from './repository.ts';
import { signDevelopmentToken } from './secrets/development-token.ts';
import { parseEnvironment, type Settings } from './settings/environment.ts';
import { runStack, type RunningStack } from './stack/run-stack.ts';
import {
  apiUrl,
  metricsUrl,
  simulatorUrl,
  type Detours,
  type ServiceName,
  type StackPlan,
} from './stack/stack-plan.ts';
import type { Foundations } from './testing/containers.ts';

/** Ports of a stack, all on 127.0.0.1. */
export interface StackPorts {
  readonly api: number;
  readonly postgres: number;
  readonly temporal: number;
  readonly temporalUi: number;
  readonly simulator: number;
  readonly apiMetrics: number;
  readonly workerMetrics: number;
}

/** What a test needs of a stack. */
export interface StackOptions {
  /** Kept after `stop`; a fresh temporary folder, deleted by `stop`, if absent. */
  readonly stateFolder?: string;
  readonly ports?: 'free' | StackPorts;
  /** Ports by which the worker and the API go, in place of those of the others: of proxies that break connections. */
  readonly detours?: Detours;
  /** PostgreSQL, Temporal and a bucket to use, which go on after `stop`; started for this stack alone if absent. */
  readonly foundations?: Foundations;
  readonly worker?: boolean;
  /** Starts the API, and before it the build of the web page. */
  readonly api?: boolean;
  /** Environment variables for the worker, the API and the simulator. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether a process that ended is started again. */
  readonly autoRestart?: boolean;
  readonly reporter?: Reporter;
  readonly signal?: AbortSignal;
}

/** One process of a test's stack. Its pid is that of the real process: the postmaster, the server. */
export interface StackProcess {
  /** Undefined while the process is not running. */
  readonly pid: number | undefined;
  /** Resolves when it is ready, also after an unexpected end. */
  readonly ready: Promise<void>;
  autoRestart: boolean;
  /** Sends a signal. For SIGKILL, resolves when the process has ended. */
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Stops the process if it runs, starts it, and resolves when it is ready. */
  readonly restart: () => Promise<void>;
}

/** A whole stack, ready for use. */
export interface TestStack {
  readonly apiUrl: string;
  /** Where the API and the worker print their metrics. */
  readonly metricsUrls: { readonly api: string; readonly worker: string };
  readonly databaseUrl: string;
  readonly databaseOwnerUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl: string;
  readonly simulatorUrl: string;
  readonly developmentSecret: string;
  readonly stateFolder: string;
  /** A bearer token for this user. */
  readonly token: (user: string) => Promise<string>;
  /** Throws for a process that this stack was told not to start. */
  readonly process: (name: ServiceName) => StackProcess;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a whole stack for tests and benches: on free ports and fresh data, with the simulator standing in for every
 * provider, and nothing of the caller's `.env`. Executables come from the repository's own state folder.
 */
export async function startStack(options: StackOptions = {}): Promise<TestStack> {
  const isTemporary = options.stateFolder === undefined;
  const stateFolder = options.stateFolder ?? (await mkdtemp(join(tmpdir(), 'understudy-')));
  const removeState = async (): Promise<void> => {
    if (isTemporary) await rm(stateFolder, { recursive: true, force: true });
  };
  const ports = typeof options.ports === 'object' ? options.ports : await freePorts();
  const plan: StackPlan = {
    settings: settingsFor(stateFolder, ports, options.foundations),
    binaryFolder: join(repositoryRoot, '.understudy', 'bin'),
    services: { worker: options.worker ?? true, api: options.api ?? true },
    alwaysSimulate: true,
    detours: options.detours ?? {},
    environment: { ...options.foundations?.storage, ...options.environment },
    reporter: options.reporter ?? silentReporter,
    signal: options.signal ?? new AbortController().signal,
  };
  try {
    const running = await runStack(plan);
    if (options.autoRestart === false) running.supervisor.autoRestart = false;
    return describe(plan, running, removeState);
  } catch (error) {
    // A temporary folder is left for reading its logs: the message names them.
    throw error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Ports for a stack. Below the ports that systems hand out to outgoing connections (32768 and up on Linux), one of which could otherwise be
 * taken between the choice and its use; from a random place, since several stacks may start at once.
 */
export async function freePorts(): Promise<StackPorts> {
  const take = portTaker();
  return {
    api: await take(),
    postgres: await take(),
    temporal: await take(),
    temporalUi: await take(),
    simulator: await take(),
    apiMetrics: await take(),
    workerMetrics: await take(),
  };
}

/** Hands out ports of 127.0.0.1 that are free, each once. */
export function portTaker(): () => Promise<number> {
  const first = 20_000 + Math.floor(Math.random() * 10_000);
  return () => getPort({ host: '127.0.0.1', port: portNumbers(first, first + 1_000) });
}

function settingsFor(stateFolder: string, ports: StackPorts, foundations?: Foundations): Settings {
  return parseEnvironment({
    DATABASE_URL: foundations?.databaseOwnerUrl,
    TEMPORAL_ADDRESS: foundations?.temporalAddress,
    TEMPORAL_UI_URL: foundations?.temporalUiUrl,
    NODE_ENV: 'development',
    UNDERSTUDY_STATE: stateFolder,
    PORT: String(ports.api),
    POSTGRES_PORT: String(ports.postgres),
    TEMPORAL_PORT: String(ports.temporal),
    TEMPORAL_UI_PORT: String(ports.temporalUi),
    SIMULATOR_PORT: String(ports.simulator),
    API_METRICS_PORT: String(ports.apiMetrics),
    WORKER_METRICS_PORT: String(ports.workerMetrics),
  });
}

function describe(plan: StackPlan, running: RunningStack, removeState: () => Promise<void>): TestStack {
  const { database, temporal, jwtSecret, supervisor } = running;
  return {
    apiUrl: apiUrl(plan),
    metricsUrls: {
      api: metricsUrl(plan.settings.metrics.apiPort),
      worker: metricsUrl(plan.settings.metrics.workerPort),
    },
    databaseUrl: database.applicationUrl,
    databaseOwnerUrl: database.ownerUrl,
    temporalAddress: temporal.address,
    temporalUiUrl: temporal.uiUrl ?? '',
    simulatorUrl: simulatorUrl(plan),
    developmentSecret: jwtSecret,
    stateFolder: plan.settings.stateFolder,
    token: (user) => signDevelopmentToken(jwtSecret, user),
    process: (name) => {
      const found = supervisor.find(name);
      if (found === undefined) throw new Error(`this stack was told not to start ${name}`);
      return found;
    },
    stop: async () => {
      await running.stop();
      await removeState();
    },
  };
}
