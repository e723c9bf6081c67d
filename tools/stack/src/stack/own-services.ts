import { join } from 'node:path';
import type { DatabaseUrls } from '../postgres/roles.ts';
import { repositoryRoot } from '../repository.ts';
import type { ServiceDefinition } from '../supervisor/service-definition.ts';
import { builtWebFolder } from '../build/build-web.ts';
import { workflowBundlePath } from '../build/build-workflows.ts';
import {
  apiUrl,
  logFile,
  simulatedProviders,
  simulatorUrl,
  type Detour,
  type Provider,
  type ServiceName,
  type StackPlan,
} from './stack-plan.ts';
import type { TemporalAddresses } from './start-temporal.ts';

/** What the API and the worker are connected to. */
export interface Connections {
  readonly database: DatabaseUrls;
  readonly temporal: TemporalAddresses;
  readonly jwtSecret: string;
  readonly storageSigningSecret: string;
  readonly trainerKey: string;
}

/** The provider simulator, as a service of the stack. */
export function simulatorService(plan: StackPlan): ServiceDefinition {
  const port = String(plan.settings.simulator.port);
  return nodeService(plan, 'simulator', 'tools/simulator/src/main.ts', {
    env: environmentOf(plan, { PORT: port, SIMULATOR_PORT: port, SIMULATOR_HOST: '127.0.0.1' }),
    readiness: { kind: 'asked', ask: (signal) => answersOk(`${simulatorUrl(plan)}/healthz`, signal) },
    waitsFor: `GET /healthz on port ${port}`,
    stopGrace: 2_000,
  });
}

/**
 * Node lets garbage pile up as long as there is memory. A worker lives for months beside others, so it collects sooner:
 * small young generations, and a heap that grows by a fifth of what is alive, with buffers counted as part of it: a file that is
 * looked through left up to 64 MB of them otherwise. Measured with 5,000 examples at zero latency: 259 MB resident instead of
 * 494, at the same rate; with imports of 100,000 examples, 265 to 271 instead of 283 to 352.
 */
const workerFlags = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=20',
  '--external-memory-accounted-in-global-limit',
];

/** The Temporal worker, as a service of the stack. */
export function workerService(plan: StackPlan, connections: Connections): ServiceDefinition {
  return nodeService(
    plan,
    'worker',
    'apps/worker/src/main.ts',
    {
      env: environmentOf(plan, {
        ...sharedVariables(plan, connections, plan.detours.worker),
        // What it reads at its start is compiled once: a third sooner at work, also after it was killed. The API takes more
        // memory with it (decision 0035).
        NODE_COMPILE_CACHE: join(repositoryRoot, '.understudy', 'compile-cache'),
        WORKFLOW_BUNDLE: workflowBundlePath,
        METRICS_PORT: String(plan.settings.metrics.workerPort),
      }),
      givesWay: true,
      readiness: { kind: 'announced' },
      waitsFor: 'its task queues to be polled',
      stopGrace: 4_000,
    },
    workerFlags,
  );
}

/**
 * What is read at the start of the API, its types stripped, leaves much garbage in a large young generation; a smaller one than
 * this makes too much of it old. Measured: 230 MB resident at most until it is ready instead of 426. The heap may grow by six
 * tenths of what is alive: 290 MB with 1,000 open streams instead of 318, while downloads take 3 % longer; with a fifth, as in the
 * worker, half as long again. Buffers are counted as part of the heap: otherwise 64 MB of them may be garbage before any is
 * collected.
 */
const apiFlags = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=60',
  '--external-memory-accounted-in-global-limit',
];

/** The API, which serves the web page too, as a service of the stack. */
export function apiService(plan: StackPlan, connections: Connections): ServiceDefinition {
  const { host, port } = plan.settings.api;
  const own = {
    PORT: String(port),
    METRICS_PORT: String(plan.settings.metrics.apiPort),
    API_HOST: host,
    WEB_FOLDER: builtWebFolder,
    // Whoever runs the stack on a machine of their own is one user, and measures with many streams.
    RATE_LIMIT_STREAMS: process.env['RATE_LIMIT_STREAMS'] ?? '2000',
  };
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return nodeService(
    plan,
    'api',
    'apps/api/src/main.ts',
    {
      env: environmentOf(plan, { ...sharedVariables(plan, connections, plan.detours.api), ...own }),
      readiness: {
        kind: 'asked',
        ask: (signal) => answersOk(`http://${address}:${String(port)}/readyz`, signal),
      },
      waitsFor: 'GET /readyz: the database and Temporal answer it',
      stopGrace: 4_000,
    },
    apiFlags,
  );
}

/** The variables that the API and the worker both get; tools/stack/README.md lists what each means. */
function sharedVariables(
  plan: StackPlan,
  connections: Connections,
  detour: Detour = {},
): Record<string, string | undefined> {
  const { settings } = plan;
  return {
    NODE_ENV: settings.production ? 'production' : 'development',
    LOG_LEVEL: settings.logLevel,
    // glibc keeps an arena for each thread otherwise, and little of what is freed in one goes back (measured: 20 MB).
    MALLOC_ARENA_MAX: '1',
    // Buffers go back to the system at once. By default glibc keeps them, as many as there ever were (measured: the API 225 MB
    // resident after downloads of 100,000 examples instead of 251, the worker 271 with 10,000 examples at zero latency instead of
    // 291).
    MALLOC_MMAP_THRESHOLD_: '65536',
    DATABASE_URL: atPort(connections.database.applicationUrl, detour.postgres),
    TEMPORAL_ADDRESS:
      detour.temporal === undefined ? connections.temporal.address : `127.0.0.1:${String(detour.temporal)}`,
    TEMPORAL_NAMESPACE: settings.temporal.namespace,
    TEMPORAL_UI_URL: connections.temporal.uiUrl,
    PUBLIC_URL: apiUrl(plan),
    JWT_SECRET: settings.tokensFromElsewhere ? settings.jwtSecret : connections.jwtSecret,
    UNDERSTUDY_DEVELOPMENT_SECRET:
      settings.jwtSecret === undefined && !settings.tokensFromElsewhere ? '1' : undefined,
    STORAGE_FOLDER: join(settings.stateFolder, 'storage'),
    STORAGE_SIGNING_SECRET: connections.storageSigningSecret,
    ...providerVariables(plan, atPort(simulatorUrl(plan), detour.simulator)),
    ...loraVariables(plan, connections),
  };
}

/** Chats with LoRA adapters go to the address that is given, or to where `npm run trainer` answers on this machine. */
function loraVariables(plan: StackPlan, { trainerKey }: Connections): Record<string, string | undefined> {
  const { baseUrl, apiKey, port } = plan.settings.lora;
  if (baseUrl !== undefined) return { LORA_BASE_URL: baseUrl, LORA_API_KEY: apiKey };
  return { LORA_BASE_URL: `http://127.0.0.1:${String(port)}/v1`, LORA_API_KEY: apiKey ?? trainerKey };
}

/** The same address at another port, where there is one. */
function atPort(address: string, port: number | undefined): string {
  if (port === undefined) return address;
  const other = new URL(address);
  other.port = String(port);
  return other.href.replace(/\/$/, '');
}

/** @param simulator address under which the process reaches the simulator */
function providerVariables(plan: StackPlan, simulator: string): Record<string, string | undefined> {
  const simulated = simulatedProviders(plan);
  const { openai, huggingFace } = plan.settings;
  const openaiIsSimulated = simulated.includes('openai');
  const huggingFaceIsSimulated = simulated.includes('huggingface');
  return {
    SIMULATED_PROVIDERS: simulated.join(','),
    OPENAI_BASE_URL: openaiIsSimulated ? `${simulator}/v1` : openai.baseUrl,
    OPENAI_API_KEY: openaiIsSimulated ? 'simulated' : openai.apiKey,
    HF_ENDPOINT_URL: huggingFaceIsSimulated ? simulator : huggingFace.endpointUrl,
    HF_EMBEDDING_ENDPOINT_URL: huggingFaceIsSimulated
      ? `${simulator}/hf/models/simulated/embeddings`
      : huggingFace.embeddingEndpointUrl,
    HF_ENDPOINT: huggingFaceIsSimulated ? `${simulator}/hf` : huggingFace.hubUrl,
    // The hub's client takes no token that begins otherwise.
    HF_TOKEN: huggingFaceIsSimulated ? 'hf_simulated' : huggingFace.token,
    ...tuningProviderVariables(plan, simulated, simulator),
  };
}

/** Providers of fine-tuning beside OpenAI and Hugging Face. In production they are there only with a key. */
function tuningProviderVariables(
  plan: StackPlan,
  simulated: readonly Provider[],
  simulator: string,
): Record<string, string | undefined> {
  const { together, fireworks } = plan.settings;
  const togetherIsSimulated = simulated.includes('together');
  const fireworksIsSimulated = simulated.includes('fireworks');
  return {
    TOGETHER_API_KEY: togetherIsSimulated ? 'simulated' : together.apiKey,
    TOGETHER_BASE_URL: togetherIsSimulated ? `${simulator}/together/v1` : together.baseUrl,
    FIREWORKS_API_KEY: fireworksIsSimulated ? 'simulated' : fireworks.apiKey,
    FIREWORKS_ACCOUNT_ID: fireworksIsSimulated ? 'simulated' : fireworks.accountId,
    FIREWORKS_BASE_URL: fireworksIsSimulated ? `${simulator}/fireworks` : fireworks.baseUrl,
  };
}

/** Variables that must not reach our services from this process's environment: each gets its own, or none. */
const notInherited = new Set(['PORT', 'METRICS_PORT', 'METRICS_HOST', 'DATABASE_OWNER_URL']);

/** This process's environment with `own` and the plan's on top; undefined removes a variable. */
function environmentOf(plan: StackPlan, own: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !notInherited.has(name));
  const all = { ...Object.fromEntries(inherited), ...own, ...plan.environment };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function nodeService(
  plan: StackPlan,
  name: ServiceName,
  entry: string,
  own: Pick<ServiceDefinition, 'env' | 'readiness' | 'waitsFor' | 'stopGrace' | 'givesWay'>,
  nodeFlags: readonly string[] = [],
): ServiceDefinition {
  return {
    name,
    command: process.execPath,
    parameters: [...nodeFlags, join(repositoryRoot, entry)],
    cwd: repositoryRoot,
    channel: true,
    logFile: logFile(plan, name),
    readyTimeout: 120_000,
    firstStartAttempts: 1,
    stopSignal: 'SIGTERM',
    ...own,
  };
}

async function answersOk(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal });
  await response.body?.cancel();
  return response.ok;
}
