import { providerInName } from '@understudy/domain/fine-tune/tuned-model-name';
import type { ChatModel, ChatModelRequest } from './chat-model.ts';

/** A provider that does not know what our names of its models begin with: it is asked, and answers, without that. */
export function withoutPrefix(inner: ChatModel): ChatModel {
  const renamed = (request: ChatModelRequest): ChatModelRequest => ({
    ...request,
    model: providerInName(request.model)?.name ?? request.model,
  });
  return {
    ...inner,
    complete: async (request) => ({ ...(await inner.complete(renamed(request))), model: request.model }),
    async *stream(request) {
      for await (const delta of inner.stream(renamed(request))) {
        yield delta.type === 'end' ? { ...delta, model: request.model } : delta;
      }
    },
  };
}
