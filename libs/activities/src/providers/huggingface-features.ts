import { z } from 'zod';
import { checkVectors } from './check-vectors.ts';
import type { EmbeddingModel } from './embedding-model.ts';
import type { HuggingFaceSettings } from './huggingface-chat-model.ts';
import { beginCall, clientOf } from './huggingface-client.ts';
import { toHuggingFaceError } from './huggingface-error.ts';
import { unusableAnswer } from './provider-errors.ts';

const vectorsSchema = z.array(z.array(z.number()));

type Extraction = { model: string; texts: readonly string[]; signal: AbortSignal | undefined };

/**
 * The vectors of texts.
 *
 * @throws UnderstudyError with one of the `provider_…` codes; the reason of the signal that ended the call
 */
export async function extractFeatures(
  settings: HuggingFaceSettings,
  { model, texts, signal }: Extraction,
): ReturnType<EmbeddingModel['embed']> {
  const { options, headers } = beginCall(settings, signal);
  try {
    const answer = await clientOf(settings).featureExtraction(
      { model, inputs: [...texts], normalize: true, truncate: true },
      options,
    );
    const parsed = vectorsSchema.safeParse(answer);
    if (!parsed.success) throw unusableAnswer('huggingface', 'it is no list of vectors', parsed.error);
    // The provider does not say what it bills.
    return { vectors: checkVectors('huggingface', parsed.data, texts.length), inputTokens: 0 };
  } catch (error) {
    throw toHuggingFaceError(error, { model, signal, headers: headers() });
  }
}
