import type { ModelRequestText } from '@understudy/domain/style/compose-analysis-request';
import type { z } from 'zod';
import { recordedAnswer } from '../providers/recorded-answer.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

/** A question for the model that studies a person's style. */
export type AnalystQuestion<Schema extends z.ZodType> = {
  /** The same on every execution that asks the same. */
  callKey: string;
  text: ModelRequestText;
  schema: Schema;
  /** Name and JSON Schema of the answer for structured output. */
  answerSchema: { name: string; schema: Record<string, unknown> };
};

/**
 * Asks the analysis model once and for all; see `recordedAnswer`.
 *
 * @throws UnderstudyError one of the `provider_…` codes
 */
export async function askAnalyst<Schema extends z.ZodType>(
  dependencies: TrainingDependencies,
  { userId, runId }: TrainingReference,
  { callKey, text, schema, answerSchema }: AnalystQuestion<Schema>,
  signal: AbortSignal,
): Promise<z.infer<Schema>> {
  return await recordedAnswer(dependencies, {
    userId,
    runId,
    callKey,
    schema,
    request: {
      model: dependencies.models.names.analysis,
      messages: [
        { role: 'system', content: text.system },
        { role: 'user', content: text.user },
      ],
      answerSchema,
      signal,
    },
  });
}
