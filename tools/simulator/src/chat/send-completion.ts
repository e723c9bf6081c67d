import type { Response } from 'express';
import { answerDue } from '../faults/answer-due.ts';
import { prepareJson } from '../http/send-json.ts';
import type { ChatRequest } from './chat-request.ts';
import { toCompletionBody } from './completion.ts';
import type { Completion } from './completion.ts';
import { streamCompletion } from './stream-completion.ts';

/** Sends a completion when it is due, whole or as a stream, unless its client has left. */
export async function sendCompletion(
  response: Response,
  chat: Pick<ChatRequest, 'stream' | 'stream_options'>,
  completion: Completion,
): Promise<void> {
  const send =
    chat.stream === true
      ? () => streamCompletion(response, completion, chat.stream_options?.include_usage === true)
      : prepareJson(response, toCompletionBody(completion));
  await answerDue(response);
  if (!response.closed) send();
}
