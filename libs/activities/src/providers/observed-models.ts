import { modelLabel } from '@understudy/observability/provider-calls/model-label';
import {
  observeProviderCall,
  type ObservedCall,
} from '@understudy/observability/provider-calls/observe-provider-call';
import type { ChatModel, ChatModelDelta, ChatModelRequest } from './chat-model.ts';
import type { EmbeddingModel } from './embedding-model.ts';

/**
 * The same model, with each of its calls measured and traced.
 *
 * @param configured names of models that the installation is set up with
 */
export function observedChatModel(inner: ChatModel, configured: ReadonlySet<string>): ChatModel {
  const begin = ({ model }: ChatModelRequest) =>
    observeProviderCall({
      provider: inner.provider,
      model,
      label: modelLabel(model, configured),
      operation: 'chat',
    });
  return {
    ...inner,
    complete: (request) => observed(begin(request), () => inner.complete(request)),
    stream: (request) => observedStream(begin(request), inner.stream(request)),
  };
}

/** The same model, with each of its calls measured and traced. */
export function observedEmbeddingModel(inner: EmbeddingModel): EmbeddingModel {
  const { provider, model } = inner;
  const call = { provider, model, label: model, operation: 'embeddings' } as const;
  return {
    ...inner,
    embed: async (texts, signal) => {
      const underWay = observeProviderCall(call);
      const withUsage = async () => {
        const answer = await inner.embed(texts, signal);
        return { answer, usage: { inputTokens: answer.inputTokens, outputTokens: 0 } };
      };
      return (await observed(underWay, withUsage)).answer;
    },
  };
}

type Billed = { usage: { inputTokens: number; outputTokens: number } };

async function observed<Answer extends Billed>(
  call: ObservedCall,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await call.within(work);
    call.answered(answer.usage);
    return answer;
  } catch (error) {
    call.failed(error);
    throw error;
  }
}

async function* observedStream(
  call: ObservedCall,
  deltas: AsyncIterable<ChatModelDelta>,
): AsyncIterable<ChatModelDelta> {
  const iterator = deltas[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      const { value, done } = await call.within(() => iterator.next());
      if (done === true) return;
      if (value.type === 'end') {
        isOver = true;
        call.answered(value.usage);
      }
      yield value;
    }
  } catch (error) {
    if (!isOver) call.failed(error);
    isOver = true;
    throw error;
  } finally {
    if (!isOver) {
      call.abandoned();
      await iterator.return?.();
    }
  }
}
