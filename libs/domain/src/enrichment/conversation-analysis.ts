import { z } from 'zod';
import { toStrictJsonSchema } from '../style/strict-json-schema.ts';
import { scaffoldingLabelSchema, toScaffoldingLabel } from './scaffolding-label.ts';

/** Name of the structured output that a model is asked for. */
export const conversationAnalysisSchemaName = 'conversation_analysis';

const asked = z.object({
  persona: z
    .string()
    .describe('Who the user side is, as two or three words in snake_case, such as pragmatic_optimist'),
  emotional_arc: z
    .string()
    .describe('How their feelings move from beginning to end, such as confusion_to_clarity'),
  training_topic: z
    .string()
    .describe('What it is about, as two to four words in snake_case, such as mortgage_payoff_strategy'),
  quality_score: z.number().describe('1 to 5: how good the avatar’s replies are as training data'),
  quality_reasons: z.array(z.string()).describe('One to five short reasons for the score'),
});

/** The JSON Schema of the answer, for structured output in strict mode. */
export const conversationAnalysisJsonSchema = toStrictJsonSchema(asked);

/** Labels are brought into their form: a model that writes "Pragmatic optimist" means the label. */
const label = z
  .string()
  .transform((text) => toScaffoldingLabel(text))
  .pipe(scaffoldingLabelSchema);

/** What a model found in a conversation. */
export const conversationAnalysisSchema = z.object({
  persona: label,
  emotional_arc: label,
  training_topic: label,
  quality_score: z
    .number()
    .min(1)
    .max(5)
    .transform((score) => Math.round(score * 10) / 10),
  quality_reasons: z.array(z.string().trim().min(1).max(500)).min(1).max(10),
});
export type ConversationAnalysis = z.infer<typeof conversationAnalysisSchema>;
