import { InferenceClient } from '@huggingface/inference';
import type { HuggingFaceSettings } from './huggingface-chat-model.ts';

/** The official client, for an endpoint of one's own or for Hugging Face's router. */
export function clientOf({ token, endpointUrl }: HuggingFaceSettings): InferenceClient {
  return new InferenceClient(token, endpointUrl === undefined ? {} : { endpointUrl });
}
