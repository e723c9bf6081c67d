import { chatReplySchema, chatRequestSchema } from '@understudy/domain/chat/chat';
import { idParams } from '../http/common-schemas.ts';
import { wantsEventStream } from '../http/event-stream.ts';
import { answered, defineOperation } from '../http/operation.ts';
import { streamReply } from './stream-reply.ts';

/** Talk to an avatar. */
export const chatOperations = [
  defineOperation({
    id: 'chatWithAvatar',
    method: 'post',
    path: '/api/avatars/:id/chat',
    tag: 'Chat',
    summary: 'Talk to an avatar',
    description: [
      'The avatar answers with its active prompt version, or with the one that is named.',
      '\n\nWith `Accept: text/event-stream` the answer comes as server-sent events: `delta` with `{ "text": "…" }` as it',
      'is written, then `done` with the whole `ChatReply`. Should it fail after the stream has begun, the last event is',
      '`error` with `ProblemDetails`.',
    ].join(' '),
    security: 'bearer',
    rateLimit: 'chat',
    params: idParams,
    body: chatRequestSchema,
    responses: {
      200: {
        description: 'The answer',
        schema: chatReplySchema,
        eventStream: {
          description: 'Events `delta` ({ text }), then `done` (ChatReply) or `error` (ProblemDetails)',
          example: 'event: delta\ndata: {"text":"hey"}\n\nevent: done\ndata: {"reply":"hey you", …}\n\n',
        },
      },
    },
    problems: [
      'provider_key_rejected',
      'provider_quota_exhausted',
      'provider_model_unavailable',
      'provider_request_rejected',
      'provider_refused_content',
      'provider_rate_limited',
      'provider_unavailable',
      'provider_answer_invalid',
    ],
    handler: async ({
      dependencies: { chat, noteStream },
      principal,
      params,
      body,
      request,
      response,
      signal,
    }) => {
      const message = { userId: principal.user, avatarId: params.id, request: body, signal };
      if (!wantsEventStream(request, 'json')) return { status: 200, body: await chat.reply(message) };
      noteStream(principal.user, response);
      await streamReply(chat.stream(message), response, signal);
      return answered;
    },
  }),
];
