import { z } from 'zod';
import { fineTuneProviders, type FineTuneProvider } from './fine-tune-provider.ts';

/** A model that can be trained further, as the page offers it. Others can be named as well. */
export const baseModelSchema = z
  .object({
    provider: z.enum(fineTuneProviders),
    model: z.string().min(1),
    title: z.string(),
    note: z.string().describe('Whom it is for'),
    recommended: z.boolean(),
    token_limit: z.int().min(1).describe('Most tokens of an example'),
    shutdown_date: z.iso
      .date()
      .nullable()
      .describe('After it neither the model nor what was tuned from it answers'),
  })
  .meta({ id: 'FineTuneBaseModel' });
export type BaseModel = z.infer<typeof baseModelSchema>;

/** Two secondary sources agree on it (`providers.md`, 2026-11); what `GET /v1/models` says goes before it. */
const OPENAI_RETIREMENT = '2027-01-14';

const model = (
  provider: FineTuneProvider,
  name: string,
  title: string,
  note: string,
  tokenLimit: number,
  facts: { recommended?: boolean; shutdownDate?: string } = {},
): BaseModel => ({
  provider,
  model: name,
  title,
  note,
  recommended: facts.recommended ?? false,
  token_limit: tokenLimit,
  shutdown_date: facts.shutdownDate ?? null,
});

const retires = { shutdownDate: OPENAI_RETIREMENT };

/**
 * Models to choose from: the seed's three first, with its words for them. Token limits of OpenAI's models are those of its
 * fine-tuning guide; of the others what their default sequence length is.
 */
export const baseModels: readonly BaseModel[] = [
  model('openai', 'gpt-4o-mini-2024-07-18', 'GPT-4o mini', 'Fast and affordable', 65_536, {
    recommended: true,
    ...retires,
  }),
  model('openai', 'gpt-4o-2024-08-06', 'GPT-4o', 'Higher quality', 65_536, retires),
  model('openai', 'gpt-3.5-turbo-0125', 'GPT-3.5 Turbo', 'Budget option', 16_385),
  model('openai', 'gpt-4.1-2025-04-14', 'GPT-4.1', 'Higher quality', 65_536, retires),
  model('openai', 'gpt-4.1-mini-2025-04-14', 'GPT-4.1 mini', 'Fast and affordable', 65_536, retires),
  model('openai', 'gpt-4.1-nano-2025-04-14', 'GPT-4.1 nano', 'Cheapest', 65_536),
  model('together', 'Qwen/Qwen3-8B', 'Qwen3 8B', 'Fast and affordable', 32_768, { recommended: true }),
  model(
    'together',
    'meta-llama/Meta-Llama-3.1-8B-Instruct-Reference',
    'Llama 3.1 8B',
    'Fast and affordable',
    16_384,
  ),
  model('together', 'meta-llama/Llama-3.3-70B-Instruct-Reference', 'Llama 3.3 70B', 'Higher quality', 8_192),
  model('fireworks', 'accounts/fireworks/models/qwen3-8b', 'Qwen3 8B', 'Fast and affordable', 32_768, {
    recommended: true,
  }),
  model(
    'fireworks',
    'accounts/fireworks/models/llama-v3p3-70b-instruct',
    'Llama 3.3 70B',
    'Higher quality',
    32_768,
  ),
  model('huggingface', 'Qwen/Qwen3-0.6B', 'Qwen3 0.6B', 'Trains on a free Colab machine', 2_048, {
    recommended: true,
  }),
  model(
    'huggingface',
    'mistralai/Mistral-7B-Instruct-v0.3',
    'Mistral 7B',
    'Needs a GPU with 24 GB of memory',
    2_048,
  ),
  model('lora', 'Qwen/Qwen3-0.6B', 'Qwen3 0.6B', 'Trains on a small GPU, slowly on a CPU', 2_048, {
    recommended: true,
  }),
  model(
    'lora',
    'meta-llama/Llama-3.1-8B-Instruct',
    'Llama 3.1 8B',
    'Needs a GPU with 24 GB of memory',
    2_048,
  ),
];

/** Token limits of models that are not in the list: the smallest that the provider's models have. */
const assumedTokenLimits: Record<FineTuneProvider, number> = {
  openai: 16_385,
  together: 8_192,
  fireworks: 8_192,
  huggingface: 2_048,
  lora: 2_048,
};

/** A model of the list, whatever snapshot of it is meant and whether it was tuned before; null for others. */
export function findBaseModel(provider: FineTuneProvider, name: string): BaseModel | null {
  const wanted = familyOf(name);
  const ofProvider = baseModels.filter((listed) => listed.provider === provider);
  return (
    ofProvider.find((listed) => listed.model === name) ??
    ofProvider.find((listed) => familyOf(listed.model) === wanted) ??
    null
  );
}

/**
 * Most tokens of an example. What is longer would be cut off at its end, and that is where the answer is.
 * @param maxLength a limit of the job's own; it can only lower the model's
 * @returns the limit, and whether it is the model's own or assumed
 */
export function tokenLimitOf(
  provider: FineTuneProvider,
  name: string,
  maxLength?: number,
): { tokens: number; known: boolean } {
  const listed = findBaseModel(provider, name);
  // Where the trainer is ours, the length is for whoever starts the job to choose.
  const isOurs = provider === 'huggingface' || provider === 'lora';
  if (maxLength !== undefined && isOurs) return { tokens: maxLength, known: true };
  const tokens = listed?.token_limit ?? assumedTokenLimits[provider];
  return { tokens: Math.min(tokens, maxLength ?? tokens), known: listed !== null };
}

/** `ft:gpt-4o-2024-08-06:org::id` and `gpt-4o` are of the family `gpt-4o`. */
export function familyOf(name: string): string {
  const [base = ''] = name.replace(/^ft:/, '').split(':');
  return base
    .replace(/-\d{4}-\d{2}-\d{2}$/, '')
    .replace(/^(gpt-3\.5-turbo)-\d{4}$/, '$1')
    .toLowerCase();
}
