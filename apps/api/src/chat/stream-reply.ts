import type { ChatReply } from '@understudy/domain/chat/chat';
import type { Response } from 'express';
import { openEventStream, toFrame } from '../http/event-stream.ts';
import { problemOf } from '../http/send-problem.ts';

/** What a streamed reply is made of. */
export type ReplyPart = { type: 'delta'; text: string } | { type: 'done'; reply: ChatReply };

/**
 * Answers with a reply as it is written. The stream is opened with its first part, so that whatever goes wrong before is
 * answered with its own status; what goes wrong later is the last event.
 */
export async function streamReply(
  parts: AsyncIterable<ReplyPart>,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  const iterator = parts[Symbol.asyncIterator]();
  let part = await iterator.next();
  const stream = openEventStream(response, signal);
  try {
    while (!part.done) {
      await stream.write(toReplyFrame(part.value));
      part = await iterator.next();
    }
  } catch (error) {
    if (!signal.aborted) await stream.write(toFrame({ event: 'error', data: problemOf(error, response) }));
  } finally {
    await iterator.return?.();
    stream.end();
  }
}

function toReplyFrame(part: ReplyPart): string {
  return part.type === 'delta'
    ? toFrame({ event: 'delta', data: { text: part.text } })
    : toFrame({ event: 'done', data: part.reply });
}
