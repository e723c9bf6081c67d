import { chatReplySchema, type ChatReply, type ChatRequest } from '@understudy/domain/chat/chat';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { z } from 'zod';
import { ApiError, errorFromAnswer } from '../../api/api-error.ts';
import { authorizedFetch } from '../../api/client.ts';

const deltaSchema = z.object({ text: z.string() });

/**
 * Asks an avatar and reads its answer as it is written.
 *
 * @param onDelta called with every piece of text
 * @param signal stops the answer
 * @returns the whole answer
 * @throws ApiError with the API's own sentence, also when the answer fails half-way; AbortError when stopped
 */
export async function streamChat(
  avatarId: string,
  request: ChatRequest,
  onDelta: (text: string) => void,
  signal: AbortSignal,
): Promise<ChatReply> {
  const response = await authorizedFetch(`/api/avatars/${avatarId}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok || response.body === null) {
    throw errorFromAnswer(response.status, await response.json().catch(() => undefined));
  }
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const { event, data } = next.value;
    if (event === 'delta') onDelta(deltaSchema.parse(JSON.parse(data)).text);
    if (event === 'done') return chatReplySchema.parse(JSON.parse(data));
    if (event === 'error') throw errorFromAnswer(200, JSON.parse(data));
  }
  throw new ApiError('unexpected_answer', 'The answer broke off before its end.');
}
