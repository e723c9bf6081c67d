import type { z } from 'zod';
import type { ProviderName } from './chat-model.ts';
import { unusableAnswer } from './provider-errors.ts';

/**
 * A model's answer, parsed by the schema it was asked to follow.
 *
 * @throws UnderstudyError `provider_answer_invalid` (may be retried) when it is no JSON or does not follow the schema
 */
export function parseStructuredAnswer<Schema extends z.ZodType>(
  provider: ProviderName,
  text: string,
  schema: Schema,
): z.infer<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw unusableAnswer(provider, 'its content is no valid JSON', error);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unusableAnswer(
    provider,
    `it does not follow the schema at "${issue?.path.join('.') ?? ''}"`,
    parsed.error,
  );
}
