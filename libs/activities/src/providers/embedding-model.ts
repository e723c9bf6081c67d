import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ProviderName } from './chat-model.ts';
import { withGate, type HuggingFaceSettings } from './huggingface-chat-model.ts';
import { createHuggingFaceEmbeddingModel } from './huggingface-embedding-model.ts';
import { watchOf } from './pause-watch.ts';
import type { ProviderGate } from './provider-gate.ts';
import type { OpenAISettings } from './openai-chat-model.ts';
import { observedEmbeddingModel } from './observed-models.ts';
import { createOpenAIEmbeddingModel } from './openai-embedding-model.ts';

/** Who embeds; each has a task queue of that name. */
export type EmbeddingProvider = Extract<ProviderName, 'openai' | 'huggingface'>;

/** Vectors of texts, in the order of the texts, all of one length. */
export type Embeddings = {
  vectors: readonly (readonly number[])[];
  /** Tokens that the call was billed for; 0 where the provider does not say. */
  inputTokens: number;
};

/**
 * A model that turns texts into vectors. Every error it throws is an `UnderstudyError` with one of the `provider_…`
 * codes, or the abort reason of the given signal.
 */
export type EmbeddingModel = {
  /** The model's name: vectors of different models are never compared. */
  model: string;
  provider: EmbeddingProvider;
  /** Whether the provider simulator answers instead of a real provider. */
  simulated: boolean;
  /** Embeds 1 to 100 texts by one call. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Embeddings>;
};

/** Which model embeds, and how its provider is reached. */
export type EmbeddingModelSettings = {
  model: string;
  openai: OpenAISettings;
  /** `endpointUrl` is the whole address of an endpoint of one's own. */
  huggingface: HuggingFaceSettings | undefined;
};

/**
 * The embedding model of an installation, each call of which is measured: Hugging Face's when its name has a slash
 * (`org/model`), otherwise OpenAI's.
 *
 * @param gate keeps calls back while their provider has asked for a pause
 */
export function createEmbeddingModel(
  { model, openai, huggingface }: EmbeddingModelSettings,
  gate?: ProviderGate,
): EmbeddingModel {
  if (!model.includes('/')) {
    const watch = gate && watchOf(gate, 'openai');
    return observedEmbeddingModel(createOpenAIEmbeddingModel(model, openai, watch));
  }
  if (huggingface !== undefined)
    return observedEmbeddingModel(createHuggingFaceEmbeddingModel(model, withGate(huggingface, gate)));
  const withoutToken = new UnderstudyError(
    'provider_key_rejected',
    `"${model}" is a Hugging Face model, but no token is set. Set HF_TOKEN and start again, or set EMBEDDING_MODEL to a model of OpenAI.`,
  );
  return {
    model,
    provider: 'huggingface',
    simulated: false,
    embed: () => Promise.reject(withoutToken),
  };
}
