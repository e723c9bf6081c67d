import type { RequestHandler } from 'express';
import { z } from 'zod';
import { chatRequestSchema } from '../chat/chat-request.ts';
import { checkResponseFormat } from '../chat/check-response-format.ts';
import { toCompletion } from '../chat/completion.ts';
import { readRequestImages } from '../chat/request-images.ts';
import { sendCompletion } from '../chat/send-completion.ts';
import { parseRequest } from '../http/parse-request.ts';
import { providerCall } from '../http/provider-call.ts';
import { modelNotFound } from '../models/model-not-found.ts';
import type { ReadImage } from '../ocr/image-reader.ts';
import { answerAsTuned } from './answer-as-tuned.ts';
import type { TunedModels } from './tuned-models.ts';

const modelSchema = z.object({ model: z.string() });

/**
 * Chat completions of tuned models; those of all others are passed on.
 *
 * @param prefix what the names of tuned models start with.
 * @param now milliseconds since the epoch.
 */
export function tunedChat(
  models: TunedModels,
  prefix: string,
  readImage: ReadImage,
  now: () => number,
): RequestHandler {
  return async (request, response, next) => {
    if (modelSchema.safeParse(request.body).data?.model.startsWith(prefix) !== true) {
      next();
      return;
    }
    const chat = parseRequest(chatRequestSchema, request.body);
    checkResponseFormat(chat);
    const model = models.find(chat.model);
    if (model === undefined) throw modelNotFound(chat.model);
    const pictures = await readRequestImages(chat, readImage);
    const answers = Array.from({ length: chat.n ?? 1 }, (_, choice) =>
      answerAsTuned(chat, pictures, choice, model.exchanges),
    );
    const completion = toCompletion(chat, answers, providerCall(response).fault, now());
    await sendCompletion(response, chat, completion);
  };
}
