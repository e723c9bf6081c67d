import type { RequestHandler } from 'express';
import { parseRequest } from '../http/parse-request.ts';
import { notFound } from '../http/provider-error.ts';
import { providerCall } from '../http/provider-call.ts';
import { isServedModel } from '../models/served-models.ts';
import type { ReadImage } from '../ocr/image-reader.ts';
import { answerChat } from './answers/answer-chat.ts';
import { chatRequestSchema } from './chat-request.ts';
import { checkResponseFormat } from './check-response-format.ts';
import { toCompletion } from './completion.ts';
import { readRequestImages } from './request-images.ts';
import { sendCompletion } from './send-completion.ts';

/** `POST /v1/chat/completions`: validates, answers from what the request says, whole or as a stream. */
export function chatCompletions(readImage: ReadImage, now: () => number): RequestHandler {
  return async (request, response) => {
    const chat = parseRequest(chatRequestSchema, request.body);
    checkResponseFormat(chat);
    if (!isServedModel(chat.model)) {
      throw notFound(
        `The model \`${chat.model}\` does not exist or you do not have access to it.`,
        null,
        'model_not_found',
      );
    }
    const pictures = await readRequestImages(chat, readImage);
    const answers = Array.from({ length: chat.n ?? 1 }, (_, choice) => answerChat(chat, pictures, choice));
    const completion = toCompletion(chat, answers, providerCall(response).fault, now());
    await sendCompletion(response, chat, completion);
  };
}
