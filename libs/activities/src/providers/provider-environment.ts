import { z } from 'zod';
import type { ChatModelSettings } from './chat-models.ts';
import type { EmbeddingModelSettings } from './embedding-model.ts';

/** The environment variables that say how to reach providers. Shared by the API and the worker. */
export const providerEnvironmentSchema = z.object({
  OPENAI_API_KEY: z.string().min(1).default('none'),
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(60_000),
  OPENAI_VISION_MODEL: z.string().min(1).default('gpt-5.4-mini'),
  OPENAI_ANALYSIS_MODEL: z.string().min(1).default('gpt-5.4-mini'),
  OPENAI_CHAT_MODEL: z.string().min(1).default('gpt-5.4-mini'),
  EMBEDDING_MODEL: z.string().min(1).default('text-embedding-3-small'),
  HF_TOKEN: z.string().min(1).optional(),
  HF_ENDPOINT_URL: z.url().optional(),
  HF_EMBEDDING_ENDPOINT_URL: z.url().optional(),
  HF_ENDPOINT: z.url().default('https://huggingface.co').describe('The hub, as its own tools call it'),
  HF_NAMESPACE: z
    .string()
    .min(1)
    .optional()
    .describe('Whose the data set repositories are; the owner of the token when left out'),
  TOGETHER_API_KEY: z.string().min(1).optional(),
  TOGETHER_BASE_URL: z.url().default('https://api.together.xyz/v1'),
  FIREWORKS_API_KEY: z.string().min(1).optional(),
  FIREWORKS_ACCOUNT_ID: z.string().min(1).optional(),
  FIREWORKS_BASE_URL: z.url().default('https://api.fireworks.ai'),
  LORA_BASE_URL: z.url().optional(),
  LORA_API_KEY: z.string().min(1).default('none'),
  SIMULATED_PROVIDERS: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .pipe(z.array(z.enum(['openai', 'huggingface', 'together', 'fireworks']))),
});

/** Settings for `createChatModels` out of the environment; `maxRetries` as in `OpenAISettings`. */
export function toChatModelSettings(
  environment: z.infer<typeof providerEnvironmentSchema>,
  maxRetries: number,
): ChatModelSettings {
  const { OPENAI_TIMEOUT_MS: timeoutMs, HF_TOKEN: token } = environment;
  const { together, fireworks } = toTuningProviders(environment);
  return {
    openai: {
      apiKey: environment.OPENAI_API_KEY,
      baseUrl: environment.OPENAI_BASE_URL,
      simulated: environment.SIMULATED_PROVIDERS.includes('openai'),
      timeoutMs,
      maxRetries,
    },
    huggingface:
      token === undefined
        ? undefined
        : {
            token,
            endpointUrl: environment.HF_ENDPOINT_URL,
            simulated: environment.SIMULATED_PROVIDERS.includes('huggingface'),
            timeoutMs,
          },
    lora:
      environment.LORA_BASE_URL === undefined
        ? undefined
        : {
            provider: 'lora',
            apiKey: environment.LORA_API_KEY,
            baseUrl: environment.LORA_BASE_URL,
            simulated: false,
            timeoutMs,
            maxRetries,
          },
    together: together && { ...together, provider: 'together', maxRetries },
    fireworks: fireworks && {
      ...fireworks,
      provider: 'fireworks',
      baseUrl: `${fireworks.baseUrl}/inference/v1`,
      maxRetries,
    },
    models: {
      vision: environment.OPENAI_VISION_MODEL,
      analysis: environment.OPENAI_ANALYSIS_MODEL,
      chat: environment.OPENAI_CHAT_MODEL,
    },
  };
}

/** How to reach the providers of fine-tuning beside OpenAI; undefined for those that are not set up. */
export function toTuningProviders(environment: z.infer<typeof providerEnvironmentSchema>) {
  const { OPENAI_TIMEOUT_MS: timeoutMs, SIMULATED_PROVIDERS: simulated, ...variables } = environment;
  const { TOGETHER_API_KEY: togetherKey, FIREWORKS_API_KEY: fireworksKey, HF_TOKEN: token } = variables;
  const accountId = variables.FIREWORKS_ACCOUNT_ID;
  return {
    together:
      togetherKey === undefined
        ? undefined
        : {
            apiKey: togetherKey,
            baseUrl: variables.TOGETHER_BASE_URL,
            simulated: simulated.includes('together'),
            timeoutMs,
          },
    fireworks:
      fireworksKey === undefined || accountId === undefined
        ? undefined
        : {
            apiKey: fireworksKey,
            accountId,
            baseUrl: variables.FIREWORKS_BASE_URL,
            simulated: simulated.includes('fireworks'),
            timeoutMs,
          },
    huggingface:
      token === undefined
        ? undefined
        : {
            token,
            hubUrl: variables.HF_ENDPOINT.replace(/\/+$/, ''),
            namespace: variables.HF_NAMESPACE,
            simulated: simulated.includes('huggingface'),
          },
  };
}

/** Settings for `createEmbeddingModel` out of the environment; `maxRetries` as in `OpenAISettings`. */
export function toEmbeddingModelSettings(
  environment: z.infer<typeof providerEnvironmentSchema>,
  maxRetries: number,
): EmbeddingModelSettings {
  const { openai, huggingface } = toChatModelSettings(environment, maxRetries);
  return {
    model: environment.EMBEDDING_MODEL,
    openai,
    huggingface: huggingface && { ...huggingface, endpointUrl: environment.HF_EMBEDDING_ENDPOINT_URL },
  };
}
