import { Router } from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { embedText } from '../embeddings/embed-text.ts';
import { parseRequest } from '../http/parse-request.ts';
import { sendJson } from '../http/send-json.ts';

const requestSchema = z.object({
  inputs: z.union([z.string(), z.array(z.string()).min(1)]),
  normalize: z.boolean().optional(),
});

/** As sentence-transformers' all-MiniLM-L6-v2, the commonest model of the task. */
const dimensions = 384;

/** Feature extraction: one vector for a text, a list of vectors for a list. */
const featureExtraction: RequestHandler = (request, response) => {
  const { inputs } = parseRequest(requestSchema, request.body);
  const embed = (text: string) => [...embedText(text, dimensions)];
  sendJson(response, typeof inputs === 'string' ? embed(inputs) : inputs.map(embed));
};

/**
 * Hugging Face's paths: the router's and a dedicated endpoint's chat completions, answered by the same engine as
 * OpenAI's, and feature extraction.
 */
export function createHuggingFaceRouter(chatCompletions: RequestHandler): Router {
  const router = Router();
  router.post(['/v1/chat/completions', '/models/:org/:name/v1/chat/completions'], chatCompletions);
  router.post(
    [
      '/models/:org/:name/pipeline/feature-extraction',
      '/models/:org/:name',
      '/hf-inference/models/:org/:name/pipeline/feature-extraction',
    ],
    featureExtraction,
  );
  return router;
}
