import { InferenceClient } from '@huggingface/inference';
import type { HuggingFaceSettings } from './huggingface-chat-model.ts';

const clients = new WeakMap<HuggingFaceSettings, InferenceClient>();

/** The official client, for an endpoint of one's own or for Hugging Face's router; one for the same settings. */
export function clientOf(settings: HuggingFaceSettings): InferenceClient {
  const { token, endpointUrl, fetch } = settings;
  const client =
    clients.get(settings) ??
    new InferenceClient(token, {
      ...(endpointUrl === undefined ? {} : { endpointUrl }),
      ...(fetch === undefined ? {} : { fetch }),
    });
  clients.set(settings, client);
  return client;
}

/** Ends a call when its time is over, or when whoever asked does not wait any more. */
export function callSignal({ timeoutMs }: HuggingFaceSettings, signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}
