import { fineTuneEnvironmentSchema } from '@understudy/activities/fine-tune/fine-tune-environment';
import {
  toChatModelSettings,
  toEmbeddingModelSettings,
} from '@understudy/activities/providers/provider-environment';
import { temporalEnvironmentSchema, temporalFaults } from '@understudy/activities/runs/temporal-environment';
import type { ChatModelSettings } from '@understudy/activities/providers/chat-models';
import type { EmbeddingModelSettings } from '@understudy/activities/providers/embedding-model';
import type { ObjectStorageSettings } from '@understudy/activities/storage/object-storage';
import {
  storageEnvironmentSchema,
  toObjectStorageSettings,
} from '@understudy/activities/storage/storage-environment';
import {
  metricsEnvironmentSchema,
  toMetricsSettings,
  type MetricsSettings,
} from '@understudy/observability/metrics/metrics-environment';
import {
  toTracingSettings,
  tracingEnvironmentSchema,
  type TracingSettings,
} from '@understudy/observability/tracing/tracing-environment';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { randomBytes } from 'node:crypto';
import type { ConnectionOptions } from '@temporalio/client';
import { z } from 'zod';
import {
  autoTrainEnvironmentSchema,
  autoTrainFaults,
  toAutoTrainConfiguration,
  type AutoTrainConfiguration,
} from './auto-train/auto-train-environment.ts';
import type { TokenSettings } from './authentication/token-settings.ts';
import type { DownloadLinkSettings } from './downloads/download-links.ts';
import {
  importEnvironmentSchema,
  toImportConfiguration,
  type ImportConfiguration,
} from './training-imports/import-environment.ts';
import { plainIssue } from './http/plain-issue.ts';
import {
  rateLimitEnvironmentSchema,
  toRateLimitSettings,
  type RateLimitSettings,
} from './rate-limits/rate-limit-environment.ts';
import {
  securityEnvironmentSchema,
  toAccessSettings,
  type AccessSettings,
} from './security/security-environment.ts';

/** Everything the API can be told from outside, parsed once. */
export type ApiSettings = {
  production: boolean;
  logLevel: string;
  http: { host: string; port: number; webFolder: string | undefined };
  metrics: MetricsSettings | undefined;
  tracing: TracingSettings | undefined;
  database: { url: string; maxConnections: number };
  /** `connection` has address, TLS and key, from the variables that all of Temporal's tools know. */
  temporal: { connection: ConnectionOptions; namespace: string; uiUrl: string | undefined };
  tokens: TokenSettings;
  access: AccessSettings;
  rateLimits: RateLimitSettings;
  storage: ObjectStorageSettings;
  downloadLinks: DownloadLinkSettings;
  models: ChatModelSettings;
  embeddings: EmbeddingModelSettings;
  simulatedProviders: readonly string[];
  autoTrain: AutoTrainConfiguration;
  trainingImports: ImportConfiguration;
  fineTuning: z.output<typeof fineTuneEnvironmentSchema>;
};

/** The environment cannot be used; the message names every variable at fault. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Times that a provider's client repeats a call by itself: here a person waits, and no Temporal does it for us. */
const chatRetries = 2;

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .default('0')
  .transform((value) => value === '1' || value === 'true');

const environmentSchema = z.object({
  ...fineTuneEnvironmentSchema.shape,
  ...storageEnvironmentSchema.shape,
  ...autoTrainEnvironmentSchema.shape,
  ...importEnvironmentSchema.shape,
  ...temporalEnvironmentSchema.shape,
  ...metricsEnvironmentSchema.shape,
  ...tracingEnvironmentSchema.shape,
  ...rateLimitEnvironmentSchema.shape,
  ...securityEnvironmentSchema.shape,
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  WEB_FOLDER: z.string().min(1).optional(),
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'Must be a postgres:// address of the application role.',
  }),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(500).default(10),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_UI_URL: z.url({ protocol: /^https?$/ }).optional(),
  JWT_SECRET: z.string().min(32).optional(),
  JWT_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  JWT_JWKS_CACHE_SECONDS: z.coerce.number().int().min(1).max(86_400).default(600),
  JWT_JWKS_COOLDOWN_SECONDS: z.coerce.number().int().min(1).max(3_600).default(30),
  JWT_CLOCK_TOLERANCE_SECONDS: z.coerce.number().int().min(0).max(300).default(5),
  UNDERSTUDY_DEVELOPMENT_SECRET: flag,
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  STORAGE_SIGNING_SECRET: z.string().min(32).optional(),
});

type Variables = z.output<typeof environmentSchema>;

/**
 * Parses environment variables into settings. A variable set to the empty string counts as unset.
 *
 * @throws EnvironmentError listing every fault at once
 */
export function parseEnvironment(environment: NodeJS.ProcessEnv): ApiSettings {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && value !== '') given[name] = value;
  }
  const parsed = environmentSchema.safeParse(given, { error: plainIssue });
  const faults = parsed.success
    ? faultsBetween(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) {
    throw new EnvironmentError(`These environment variables cannot be used:\n  ${faults.join('\n  ')}`);
  }
  const { connectionOptions } = loadClientConnectConfig({ overrideEnvVars: given });
  return toSettings(parsed.data, connectionOptions);
}

function faultsBetween(variables: Variables): string[] {
  const { NODE_ENV, JWT_SECRET, JWT_JWKS_URL, SIMULATED_PROVIDERS, UNDERSTUDY_DEVELOPMENT_SECRET } =
    variables;
  const faults: string[] = [];
  if ((JWT_SECRET === undefined) === (JWT_JWKS_URL === undefined)) {
    faults.push('JWT_SECRET: Give this (at least 32 characters) or JWT_JWKS_URL, one of the two.');
  }
  if (UNDERSTUDY_DEVELOPMENT_SECRET && JWT_SECRET === undefined) {
    faults.push('UNDERSTUDY_DEVELOPMENT_SECRET: Says that JWT_SECRET is for development, but there is none.');
  }
  if (NODE_ENV === 'production' && UNDERSTUDY_DEVELOPMENT_SECRET) {
    faults.push(
      'UNDERSTUDY_DEVELOPMENT_SECRET: Production does not run on a development secret. Give JWT_SECRET of your own.',
    );
  }
  if (NODE_ENV === 'production' && SIMULATED_PROVIDERS.length > 0) {
    faults.push('SIMULATED_PROVIDERS: Production does not run on simulated providers. Give OPENAI_API_KEY.');
  }
  if (NODE_ENV === 'production' && variables.STORAGE_SIGNING_SECRET === undefined) {
    faults.push(
      'STORAGE_SIGNING_SECRET: Give one of at least 32 characters; links to downloads are signed with it.',
    );
  }
  return [
    ...faults,
    ...storageFaults(variables),
    ...temporalFaults(variables),
    ...autoTrainFaults(variables),
  ];
}

function storageFaults(variables: Variables): string[] {
  const { STORAGE_FOLDER, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = variables;
  if (S3_BUCKET === undefined) {
    return STORAGE_FOLDER === undefined ? ['STORAGE_FOLDER: Give this, or S3_BUCKET.'] : [];
  }
  return [
    ...(S3_ACCESS_KEY_ID === undefined ? ['S3_ACCESS_KEY_ID: Is missing, and S3_BUCKET needs it.'] : []),
    ...(S3_SECRET_ACCESS_KEY === undefined
      ? ['S3_SECRET_ACCESS_KEY: Is missing, and S3_BUCKET needs it.']
      : []),
  ];
}

function toSettings(variables: Variables, connection: ConnectionOptions): ApiSettings {
  return {
    production: variables.NODE_ENV === 'production',
    logLevel: variables.LOG_LEVEL,
    http: { host: variables.API_HOST, port: variables.PORT, webFolder: variables.WEB_FOLDER },
    metrics: toMetricsSettings(variables),
    tracing: toTracingSettings(variables),
    database: { url: variables.DATABASE_URL, maxConnections: variables.DATABASE_CONNECTIONS },
    temporal: {
      connection,
      namespace: variables.TEMPORAL_NAMESPACE,
      uiUrl: variables.TEMPORAL_UI_URL,
    },
    tokens: toTokenSettings(variables),
    access: toAccessSettings(variables),
    rateLimits: toRateLimitSettings(variables),
    storage: toObjectStorageSettings(variables),
    downloadLinks: toDownloadLinkSettings(variables),
    models: toChatModelSettings(variables, chatRetries),
    embeddings: toEmbeddingModelSettings(variables, 0),
    simulatedProviders: variables.SIMULATED_PROVIDERS,
    autoTrain: toAutoTrainConfiguration(variables),
    trainingImports: toImportConfiguration(variables),
    fineTuning: variables,
  };
}

function toTokenSettings(variables: Variables): TokenSettings {
  const { JWT_SECRET, JWT_JWKS_URL, UNDERSTUDY_DEVELOPMENT_SECRET } = variables;
  const key: TokenSettings['key'] =
    JWT_JWKS_URL === undefined
      ? { kind: 'secret', secret: JWT_SECRET ?? '', development: UNDERSTUDY_DEVELOPMENT_SECRET }
      : {
          kind: 'jwks',
          url: JWT_JWKS_URL,
          cacheSeconds: variables.JWT_JWKS_CACHE_SECONDS,
          cooldownSeconds: variables.JWT_JWKS_COOLDOWN_SECONDS,
        };
  return {
    key,
    issuer: variables.JWT_ISSUER,
    audience: variables.JWT_AUDIENCE,
    clockToleranceSeconds: variables.JWT_CLOCK_TOLERANCE_SECONDS,
  };
}

/** Without a secret, links hold for as long as this process lives. */
function toDownloadLinkSettings({
  PORT,
  PUBLIC_URL,
  STORAGE_SIGNING_SECRET,
}: Variables): DownloadLinkSettings {
  return {
    signingSecret: STORAGE_SIGNING_SECRET ?? randomBytes(32).toString('hex'),
    publicUrl: PUBLIC_URL ?? `http://localhost:${PORT}`,
  };
}
