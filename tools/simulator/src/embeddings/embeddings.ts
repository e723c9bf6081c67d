import type { RequestHandler } from 'express';
import { z } from 'zod';
import { countTokens } from '../chat/count-tokens.ts';
import { answerDue } from '../faults/answer-due.ts';
import { invalidRequest } from '../http/provider-error.ts';
import { parseRequest } from '../http/parse-request.ts';
import { prepareJson } from '../http/send-json.ts';
import { embedText } from './embed-text.ts';

const requestSchema = z.object({
  model: z.string().min(1),
  input: z.union([
    z.string(),
    z.array(z.string()).min(1).max(2048),
    z.array(z.array(z.int())).min(1),
    z.array(z.int()).min(1),
  ]),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: z.int().min(1).max(3072).optional(),
});

/** Tokens that the service takes of one input. */
const maxTokens = 8192;

const usualDimensions = (model: string): number => (model.endsWith('3-large') ? 3072 : 1536);

/** `POST /v1/embeddings`, one vector an input, as floats or base64 of little-endian 32-bit floats. */
export const embeddings: RequestHandler = async (request, response) => {
  const { model, input, encoding_format, dimensions } = parseRequest(requestSchema, request.body);
  const texts = toTexts(input);
  texts.forEach((text) => {
    if (text === '') throw invalidRequest("Invalid 'input': input cannot be an empty string.", 'input');
    if (countTokens(text) > maxTokens) {
      throw invalidRequest(
        `This model's maximum context length is ${maxTokens} tokens, however you requested ${countTokens(text)} tokens. Please reduce your prompt.`,
        'input',
        'context_length_exceeded',
      );
    }
  });
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  const data = texts.map((text, index) => {
    const vector = embedText(text, dimensions ?? usualDimensions(model));
    return {
      object: 'embedding',
      index,
      embedding: encoding_format === 'base64' ? toBase64(vector) : [...vector],
    };
  });
  const send = prepareJson(response, {
    object: 'list',
    model,
    data,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
  await answerDue(response);
  if (!response.closed) send();
};

/** Token ids stand for themselves: the simulator has no vocabulary to turn them back into text. */
function toTexts(input: z.infer<typeof requestSchema>['input']): string[] {
  if (typeof input === 'string') return [input];
  const numbers = input.filter((entry) => typeof entry === 'number');
  if (numbers.length > 0) return [numbers.join(' ')];
  return input.map((entry) => (Array.isArray(entry) ? entry.join(' ') : String(entry)));
}

const toBase64 = (vector: Float32Array): string =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
