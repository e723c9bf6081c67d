import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../repository.ts';

/** The environment cannot be used; the message names every variable at fault and why, one a line. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

const port = z.coerce.number('must be a number').int('must be a whole number').min(1).max(65_535);
const text = z.string().min(1);
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' });

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  UNDERSTUDY_STATE: text.default(join(repositoryRoot, '.understudy')),
  PORT: port.default(3000),
  API_HOST: text.default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  POSTGRES_PORT: port.default(54_329),
  TEMPORAL_ADDRESS: text.regex(/^[^/\s]+:\d+$/, 'must be host:port').optional(),
  TEMPORAL_NAMESPACE: text.default('default'),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  TEMPORAL_UI_URL: httpUrl.optional(),
  SIMULATOR_PORT: port.default(4010),
  API_METRICS_PORT: port.default(9464),
  WORKER_METRICS_PORT: port.default(9465),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  HF_TOKEN: text.optional(),
  HF_ENDPOINT_URL: httpUrl.optional(),
  HF_EMBEDDING_ENDPOINT_URL: httpUrl.optional(),
  HF_ENDPOINT: httpUrl.optional(),
  TOGETHER_API_KEY: text.optional(),
  TOGETHER_BASE_URL: httpUrl.optional(),
  FIREWORKS_API_KEY: text.optional(),
  FIREWORKS_ACCOUNT_ID: text.optional(),
  FIREWORKS_BASE_URL: httpUrl.optional(),
  LORA_BASE_URL: httpUrl.optional(),
  LORA_API_KEY: text.optional(),
  TRAINER_SERVE_PORT: port.default(8085),
  JWT_SECRET: text.min(32, 'must have at least 32 characters').optional(),
  JWT_JWKS_URL: httpUrl.optional(),
});

/** Everything the embedded stack can be told from outside, parsed once. Ports are TCP ports on this machine. */
export interface Settings {
  readonly production: boolean;
  readonly stateFolder: string;
  readonly logLevel: string;
  readonly api: { readonly host: string; readonly port: number };
  readonly postgres: {
    readonly port: number;
    readonly url: string | undefined;
    readonly ownerUrl: string | undefined;
  };
  readonly temporal: {
    readonly address: string | undefined;
    readonly namespace: string;
    readonly port: number;
    readonly uiPort: number;
    readonly uiUrl: string | undefined;
  };
  readonly simulator: { readonly port: number };
  /** Where the API and the worker print their metrics, on this machine only. */
  readonly metrics: { readonly apiPort: number; readonly workerPort: number };
  readonly openai: { readonly apiKey: string | undefined; readonly baseUrl: string | undefined };
  readonly huggingFace: {
    readonly token: string | undefined;
    readonly endpointUrl: string | undefined;
    readonly embeddingEndpointUrl: string | undefined;
    readonly hubUrl: string | undefined;
  };
  readonly together: { readonly apiKey: string | undefined; readonly baseUrl: string | undefined };
  readonly fireworks: {
    readonly apiKey: string | undefined;
    readonly accountId: string | undefined;
    readonly baseUrl: string | undefined;
  };
  /** Where chats with LoRA adapters go; without an address of its own, to `npm run trainer` on this machine. */
  readonly lora: {
    readonly baseUrl: string | undefined;
    readonly apiKey: string | undefined;
    readonly port: number;
  };
  readonly jwtSecret: string | undefined;
  /** Whether tokens are signed elsewhere (`JWT_JWKS_URL`), so that no development secret is needed. */
  readonly tokensFromElsewhere: boolean;
}

/**
 * Parses environment variables into settings. A variable set to the empty string counts as unset.
 * @throws {EnvironmentError} listing every fault at once.
 */
export function parseEnvironment(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  const faults = parsed.success
    ? faultsBetween(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new EnvironmentError(`These environment variables cannot be used:\n  ${faults.join('\n  ')}`);
  }
  return toSettings(parsed.data);
}

/**
 * Reads `.env` in the repository's root, if there is one, into `process.env` (variables already set win), and parses
 * the result.
 * @throws {EnvironmentError} listing every fault at once.
 */
export function readSettings(): Settings {
  const file = join(repositoryRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return parseEnvironment(process.env);
}

type Variables = z.infer<typeof schema>;

function faultsBetween(variables: Variables): string[] {
  const faults: string[] = [];
  if (variables.DATABASE_OWNER_URL !== undefined && variables.DATABASE_URL === undefined) {
    faults.push('DATABASE_URL: must be given too (the application role) when DATABASE_OWNER_URL is');
  }
  if (variables.FIREWORKS_API_KEY !== undefined && variables.FIREWORKS_ACCOUNT_ID === undefined) {
    faults.push('FIREWORKS_ACCOUNT_ID: must be given too when FIREWORKS_API_KEY is');
  }
  return [...faults, ...samePortFaults(variables), ...productionFaults(variables)];
}

function samePortFaults(variables: Variables): string[] {
  const users = new Map<number, string>();
  const faults: string[] = [];
  for (const name of [
    'PORT',
    'POSTGRES_PORT',
    'TEMPORAL_PORT',
    'TEMPORAL_UI_PORT',
    'SIMULATOR_PORT',
    'API_METRICS_PORT',
    'WORKER_METRICS_PORT',
    'TRAINER_SERVE_PORT',
  ] as const) {
    const other = users.get(variables[name]);
    if (other === undefined) users.set(variables[name], name);
    else faults.push(`${name}: is ${String(variables[name])}, which ${other} uses already`);
  }
  return faults;
}

function productionFaults(variables: Variables): string[] {
  if (variables.NODE_ENV !== 'production') return [];
  const faults: string[] = [];
  if (variables.OPENAI_API_KEY === undefined && variables.OPENAI_BASE_URL === undefined) {
    faults.push('OPENAI_API_KEY: must be given in production, which never runs on the provider simulator');
  }
  if (variables.JWT_SECRET === undefined && variables.JWT_JWKS_URL === undefined) {
    faults.push(
      'JWT_SECRET: it or JWT_JWKS_URL must be given in production, which never runs on the development secret',
    );
  }
  return faults;
}

function toSettings(variables: Variables): Settings {
  return {
    production: variables.NODE_ENV === 'production',
    stateFolder: resolve(repositoryRoot, variables.UNDERSTUDY_STATE),
    logLevel: variables.LOG_LEVEL,
    api: { host: variables.API_HOST, port: variables.PORT },
    postgres: {
      port: variables.POSTGRES_PORT,
      url: variables.DATABASE_URL,
      ownerUrl: variables.DATABASE_OWNER_URL,
    },
    temporal: {
      address: variables.TEMPORAL_ADDRESS,
      namespace: variables.TEMPORAL_NAMESPACE,
      port: variables.TEMPORAL_PORT,
      uiPort: variables.TEMPORAL_UI_PORT,
      uiUrl: variables.TEMPORAL_UI_URL,
    },
    simulator: { port: variables.SIMULATOR_PORT },
    metrics: { apiPort: variables.API_METRICS_PORT, workerPort: variables.WORKER_METRICS_PORT },
    openai: { apiKey: variables.OPENAI_API_KEY, baseUrl: variables.OPENAI_BASE_URL },
    huggingFace: {
      token: variables.HF_TOKEN,
      endpointUrl: variables.HF_ENDPOINT_URL,
      embeddingEndpointUrl: variables.HF_EMBEDDING_ENDPOINT_URL,
      hubUrl: variables.HF_ENDPOINT,
    },
    together: { apiKey: variables.TOGETHER_API_KEY, baseUrl: variables.TOGETHER_BASE_URL },
    fireworks: {
      apiKey: variables.FIREWORKS_API_KEY,
      accountId: variables.FIREWORKS_ACCOUNT_ID,
      baseUrl: variables.FIREWORKS_BASE_URL,
    },
    lora: {
      baseUrl: variables.LORA_BASE_URL,
      apiKey: variables.LORA_API_KEY,
      port: variables.TRAINER_SERVE_PORT,
    },
    jwtSecret: variables.JWT_SECRET,
    tokensFromElsewhere: variables.JWT_JWKS_URL !== undefined,
  };
}
