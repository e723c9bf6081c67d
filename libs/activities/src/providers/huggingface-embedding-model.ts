import type { EmbeddingModel } from './embedding-model.ts';
import type { HuggingFaceSettings } from './huggingface-chat-model.ts';

/** Feature extraction by the official Hugging Face client, which is loaded for the first call. */
export function createHuggingFaceEmbeddingModel(
  model: string,
  settings: HuggingFaceSettings,
): EmbeddingModel {
  return {
    model,
    provider: 'huggingface',
    simulated: settings.simulated,
    async embed(texts, signal) {
      const { extractFeatures } = await import('./huggingface-features.ts');
      return await extractFeatures(settings, { model, texts, signal });
    },
  };
}
