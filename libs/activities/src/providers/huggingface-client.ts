import { InferenceClient, type Options } from '@huggingface/inference';
import type { HuggingFaceSettings } from './huggingface-chat-model.ts';

const clients = new WeakMap<HuggingFaceSettings, InferenceClient>();

/** The official client, for an endpoint of one's own or for Hugging Face's router; one for the same settings. */
export function clientOf(settings: HuggingFaceSettings): InferenceClient {
  const { token, endpointUrl } = settings;
  const client =
    clients.get(settings) ?? new InferenceClient(token, endpointUrl === undefined ? {} : { endpointUrl });
  clients.set(settings, client);
  return client;
}

/** One call of the client. */
export type HuggingFaceCall = {
  options: Options;
  /** The headers of the answer, once it has begun: the client's errors do not hand them out. */
  headers: () => Headers | undefined;
};

/** A call that ends when its time is over, or when whoever asks does not wait any more. */
export function beginCall(settings: HuggingFaceSettings, signal: AbortSignal | undefined): HuggingFaceCall {
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  const send = settings.fetch ?? fetch;
  let headers: Headers | undefined;
  return {
    options: {
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      // The client would ask again at once where Hugging Face is overloaded, again and again, whatever time that named.
      retry_on_error: false,
      fetch: async (...request) => {
        const response = await send(...request);
        headers = response.headers;
        return response;
      },
    },
    headers: () => headers,
  };
}
