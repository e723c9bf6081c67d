import type { ModelRequestText } from '@understudy/domain/style/compose-analysis-request';
import { z } from 'zod';

const completionSchema = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]),
});

/** The structure that an answer is to have. */
interface AnswerForm<Schema extends z.ZodType> {
  readonly name: string;
  readonly jsonSchema: Record<string, unknown>;
  readonly schema: Schema;
}

/** Sends one request for structured output to the simulator and parses the answer; says how long that took. */
export async function askModel<Schema extends z.ZodType>(
  simulatorUrl: string,
  { system, user }: ModelRequestText,
  { name, jsonSchema, schema }: AnswerForm<Schema>,
): Promise<{ answer: z.infer<Schema>; ms: number }> {
  const startedAt = performance.now();
  const response = await fetch(`${simulatorUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer bench', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'gpt-5.4-mini',
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      response_format: { type: 'json_schema', json_schema: { name, schema: jsonSchema, strict: true } },
    }),
  });
  if (!response.ok) throw new Error(`The simulator answered ${response.status}: ${await response.text()}`);
  const { choices } = completionSchema.parse(await response.json());
  const answer = schema.parse(JSON.parse(choices[0].message.content));
  return { answer, ms: performance.now() - startedAt };
}
