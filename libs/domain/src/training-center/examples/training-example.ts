import { z } from 'zod';
import { jsonObjectSchema, turnSchema, type Turn } from './turn.ts';

/** What is known about an example beside its text. Not part of what a model learns. */
export const exampleLabelsSchema = z
  .strictObject({
    pattern_type: z.string().min(1).exactOptional(),
    genre: z.string().min(1).exactOptional(),
    quality_score: z.number().min(0).max(1).exactOptional(),
    source: z.string().min(1).exactOptional().describe('Where the file says that the example is from'),
  })
  .meta({ id: 'TrainingExampleLabels' });
export type ExampleLabels = z.infer<typeof exampleLabelsSchema>;

const shared = {
  tools: z.array(jsonObjectSchema).min(1).exactOptional().describe('Tool definitions in OpenAI’s form'),
  parallel_tool_calls: z.boolean().exactOptional(),
  labels: exampleLabelsSchema.exactOptional(),
  extra: jsonObjectSchema.exactOptional().describe('Fields of the file that no rule reads'),
};

/** A conversation to learn the assistant's turns from. */
export const chatExampleSchema = z
  .strictObject({ kind: z.literal('chat'), messages: z.array(turnSchema).min(1), ...shared })
  .meta({ id: 'ChatTrainingExample' });
export type ChatExample = z.infer<typeof chatExampleSchema>;

/** A prompt with an answer that is preferred and one that is not. */
export const preferenceExampleSchema = z
  .strictObject({
    kind: z.literal('preference'),
    messages: z.array(turnSchema).min(1).describe('The prompt: all turns before the two answers'),
    chosen: z.array(turnSchema).min(1),
    rejected: z.array(turnSchema).min(1),
    ...shared,
  })
  .meta({ id: 'PreferenceTrainingExample' });
export type PreferenceExample = z.infer<typeof preferenceExampleSchema>;

/**
 * An example in the one form that every format is read into and written from. It holds everything that any of the
 * formats can hold; what a format cannot say, `fitOf` in `export/format-fit.ts` tells.
 */
export const trainingExampleSchema = z.discriminatedUnion('kind', [
  chatExampleSchema,
  preferenceExampleSchema,
]);
export type TrainingExample = z.infer<typeof trainingExampleSchema>;

/** What an example is: a conversation or a pair of answers. */
export type ExampleKind = TrainingExample['kind'];

/** Every turn of an example in order; of a pair, the prompt, the chosen and then the rejected answer. */
export function allTurns(example: TrainingExample): readonly Turn[] {
  if (example.kind === 'chat') return example.messages;
  return [...example.messages, ...example.chosen, ...example.rejected];
}

/** The conversation that an example teaches: of a pair, the prompt and the chosen answer. */
export function taughtTurns(example: TrainingExample): readonly Turn[] {
  return example.kind === 'chat' ? example.messages : [...example.messages, ...example.chosen];
}

/** What a model learns from an example: all of it but labels and foreign fields of the record. */
export function contentOf(example: TrainingExample): TrainingExample {
  const { tools, parallel_tool_calls: parallel } = example;
  const settings = {
    ...(tools === undefined ? {} : { tools }),
    ...(parallel === undefined ? {} : { parallel_tool_calls: parallel }),
  };
  if (example.kind === 'chat') return { kind: 'chat', messages: example.messages, ...settings };
  const { messages, chosen, rejected } = example;
  return { kind: 'preference', messages, chosen, rejected, ...settings };
}
