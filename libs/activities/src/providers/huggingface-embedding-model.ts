import { InferenceClient } from '@huggingface/inference';
import { z } from 'zod';
import { checkVectors } from './check-vectors.ts';
import type { EmbeddingModel } from './embedding-model.ts';
import type { HuggingFaceSettings } from './huggingface-chat-model.ts';
import { toHuggingFaceError } from './huggingface-error.ts';
import { unusableAnswer } from './provider-errors.ts';

const vectorsSchema = z.array(z.array(z.number()));

/** Feature extraction by the official Hugging Face client. */
export function createHuggingFaceEmbeddingModel(
  model: string,
  { token, endpointUrl, simulated, timeoutMs }: HuggingFaceSettings,
): EmbeddingModel {
  const client = new InferenceClient(token, endpointUrl === undefined ? {} : { endpointUrl });
  return {
    model,
    provider: 'huggingface',
    simulated,
    async embed(texts, signal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await client.featureExtraction(
          { model, inputs: [...texts], normalize: true, truncate: true },
          { signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]) },
        );
        const parsed = vectorsSchema.safeParse(answer);
        if (!parsed.success) throw unusableAnswer('huggingface', 'it is no list of vectors', parsed.error);
        // The provider does not say what it bills.
        return { vectors: checkVectors('huggingface', parsed.data, texts.length), inputTokens: 0 };
      } catch (error) {
        throw toHuggingFaceError(error, { model, signal });
      }
    },
  };
}
