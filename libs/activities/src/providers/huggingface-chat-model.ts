import type { ChatModel } from './chat-model.ts';
import { watchOf } from './pause-watch.ts';
import { createProviderFetch } from './provider-fetch.ts';
import type { ProviderGate } from './provider-gate.ts';

/** How to reach Hugging Face: its router, or an endpoint of one's own. */
export type HuggingFaceSettings = {
  token: string;
  endpointUrl: string | undefined;
  simulated: boolean;
  /** Milliseconds that one call may take. */
  timeoutMs: number;
  /** Makes the requests, where it is not the platform's that does. Its answers come whole, as no batch streams. */
  fetch?: typeof fetch;
};

/** The same settings for calls that are kept back while Hugging Face has asked for a pause. */
export function withGate(settings: HuggingFaceSettings, gate: ProviderGate | undefined): HuggingFaceSettings {
  return gate === undefined
    ? settings
    : { ...settings, fetch: createProviderFetch(watchOf(gate, 'huggingface')) };
}

/** The official client takes 5 MB of memory, and few processes ever use it: it is loaded for the first call. */
const completions = () => import('./huggingface-completions.ts');

/** Chat completions by the official Hugging Face client. */
export function createHuggingFaceChatModel(settings: HuggingFaceSettings): ChatModel {
  return {
    provider: 'huggingface',
    simulated: settings.simulated,
    complete: async (request) => (await completions()).complete(settings, request),
    async *stream(request) {
      yield* (await completions()).stream(settings, request);
    },
  };
}
