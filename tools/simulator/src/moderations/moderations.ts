import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseRequest } from '../http/parse-request.ts';
import { sendJson } from '../http/send-json.ts';

const part = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
]);
const requestSchema = z.object({
  model: z.string().optional(),
  input: z.union([z.string(), z.array(z.string()).min(1), z.array(part).min(1)]),
});

/** Words that give a category away. Crude on purpose: enough to try out what happens with flagged text. */
const categories: Readonly<Record<string, RegExp>> = {
  harassment: /\b(?:idiot|moron|worthless|pathetic loser)\b/iu,
  'harassment/threatening': /\b(?:i(?:'ll| will) (?:hurt|kill|destroy) you|watch your back)\b/iu,
  hate: /\b(?:hate (?:all|those) (?:foreigners|immigrants|women|men))\b/iu,
  'hate/threatening': /\b(?:kill all)\b/iu,
  illicit: /\b(?:buy (?:drugs|cocaine|heroin)|steal a car)\b/iu,
  'illicit/violent': /\b(?:build a bomb|make explosives)\b/iu,
  'self-harm': /\b(?:kill myself|hurt myself|suicide|self-harm)\b/iu,
  'self-harm/intent': /\b(?:i (?:want|am going) to (?:die|kill myself))\b/iu,
  'self-harm/instructions': /\b(?:how to (?:kill|hurt) (?:myself|yourself))\b/iu,
  sexual: /\b(?:porn\w*|explicit sex)\b/iu,
  'sexual/minors': /\b(?:child porn\w*)\b/iu,
  violence: /\b(?:murder|stab|shoot|kill (?:you|him|her|them))\b/iu,
  'violence/graphic': /\b(?:dismember\w*|gore|decapitat\w*)\b/iu,
};

/** The categories that a text is flagged for, in the order of the answer; none for everyday talk. */
export const flaggedCategories = (text: string): string[] =>
  Object.entries(categories).flatMap(([category, pattern]) => (pattern.test(text) ? [category] : []));

/** `POST /v1/moderations` */
export const moderations: RequestHandler = (request, response) => {
  const { model, input } = parseRequest(requestSchema, request.body);
  sendJson(response, {
    id: `modr-${randomUUID().replaceAll('-', '')}`,
    model: model ?? 'omni-moderation-latest',
    results: toTexts(input).map(moderate),
  });
};

function toTexts(input: z.infer<typeof requestSchema>['input']): string[] {
  if (typeof input === 'string') return [input];
  const texts = input.filter((entry) => typeof entry === 'string');
  if (texts.length > 0) return texts;
  const parts = input.flatMap((entry) =>
    typeof entry === 'object' && entry.type === 'text' ? [entry.text] : [],
  );
  return [parts.join('\n')];
}

function moderate(text: string) {
  const flagged = new Set(flaggedCategories(text));
  const found = Object.keys(categories).map((category) => [category, flagged.has(category)] as const);
  return {
    flagged: found.some(([, hit]) => hit),
    categories: Object.fromEntries(found),
    category_scores: Object.fromEntries(found.map(([category, hit]) => [category, hit ? 0.95 : 0.0001])),
    category_applied_input_types: Object.fromEntries(
      found.map(([category, hit]) => [category, hit ? ['text'] : []]),
    ),
  };
}
