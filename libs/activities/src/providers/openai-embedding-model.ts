import OpenAI from 'openai';
import { z } from 'zod';
import type { EmbeddingModel, Embeddings } from './embedding-model.ts';
import { checkVectors } from './check-vectors.ts';
import type { OpenAISettings } from './openai-chat-model.ts';
import { toOpenAIError } from './openai-error.ts';
import type { PauseWatch } from './pause-watch.ts';
import { createProviderFetch } from './provider-fetch.ts';
import { unusableAnswer } from './provider-errors.ts';
import { withOwnSignal } from './with-own-signal.ts';

/** Services that speak the protocol but do not know base64 send plain numbers, whatever they were asked for. */
const answerSchema = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.union([z.string(), z.array(z.number())]) })),
  usage: z.object({ prompt_tokens: z.int().min(0) }).nullish(),
});

/**
 * Embeddings by the official client.
 *
 * @param watch keeps calls back while the provider has asked for a pause
 */
export function createOpenAIEmbeddingModel(
  model: string,
  settings: OpenAISettings,
  watch?: PauseWatch,
): EmbeddingModel {
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl ?? null,
    timeout: settings.timeoutMs,
    maxRetries: settings.maxRetries,
    fetch: createProviderFetch(watch),
  });
  return {
    model,
    provider: 'openai',
    simulated: settings.simulated,
    async embed(texts, signal) {
      try {
        return await embed(client, model, texts, signal);
      } catch (error) {
        throw toOpenAIError(error, { model, signal });
      }
    },
  };
}

async function embed(
  client: OpenAI,
  model: string,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Embeddings> {
  const answer: unknown = await withOwnSignal(signal, (own) =>
    client.embeddings.create(
      // A quarter of the bytes of plain numbers.
      { model, input: [...texts], encoding_format: 'base64' },
      { signal: own },
    ),
  );
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw unusableAnswer('openai', 'it is no list of vectors', parsed.error);
  const { data, usage } = parsed.data;
  const inOrder = data.toSorted((one, other) => one.index - other.index);
  return {
    vectors: checkVectors(
      'openai',
      inOrder.map(({ embedding }) => (typeof embedding === 'string' ? decode(embedding) : embedding)),
      texts.length,
    ),
    inputTokens: usage?.prompt_tokens ?? 0,
  };
}

/** Little-endian 32-bit floats in base64, whatever the byte order of this machine. */
function decode(base64: string): number[] {
  const bytes = Buffer.from(base64, 'base64');
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readFloatLE(index * 4));
}
