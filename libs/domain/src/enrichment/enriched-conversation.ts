import { z } from 'zod';
import { conversationFormatSchema } from '../conversations/message.ts';
import { scaffoldingLabelSchema } from './scaffolding-label.ts';
import { trainingPairSchema, type TrainingPair } from './training-pair.ts';

/** What is known of an enriched conversation besides its pairs. */
export const conversationMetadataSchema = z
  .object({
    conversation_id: z.uuid(),
    title: z.string().nullable(),
    avatar_id: z.uuid(),
    avatar_speaker: z.string(),
    format: conversationFormatSchema,
    message_count: z.int().min(1),
    started_at: z.string().nullable(),
    ended_at: z.string().nullable(),
    persona: scaffoldingLabelSchema,
    emotional_arc: scaffoldingLabelSchema,
    training_topic: scaffoldingLabelSchema,
    quality_score: z.number().min(1).max(5),
    quality_reasons: z.array(z.string()),
    total_training_pairs: z.int().min(1),
    model: z.string().describe('Who found persona, arc, topic and quality'),
    simulated_provider: z.boolean(),
    enriched_at: z.iso.datetime(),
  })
  .meta({ id: 'ConversationMetadata' });
export type ConversationMetadata = z.infer<typeof conversationMetadataSchema>;

/** A conversation in a training file, and in its own enriched file. */
export const enrichedConversationSchema = z.object({
  conversation_metadata: conversationMetadataSchema,
  training_pairs: z.array(trainingPairSchema),
});

/**
 * The JSON of an enriched conversation, piece by piece: the metadata in the first line, then a line for each pair, so
 * that whoever reads it needs memory for one line only.
 */
export function* writeEnrichedConversation(
  metadata: ConversationMetadata,
  pairs: Iterable<TrainingPair>,
): Generator<string> {
  yield `{"conversation_metadata":${toJsonLine(metadata)},"training_pairs":[`;
  let separator = '\n';
  for (const pair of pairs) {
    yield `${separator}${toJsonLine(pair)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** JSON in one line for everybody: some readers take U+2028 and U+2029 for the end of a line, too. */
function toJsonLine(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

const opening = /^\{"conversation_metadata":(.*),"training_pairs":\[$/s;

/** A line of the JSON that `writeEnrichedConversation` writes. */
export type EnrichedLine =
  | { kind: 'metadata'; metadata: ConversationMetadata; json: string }
  | { kind: 'pair'; pair: TrainingPair; json: string }
  | { kind: 'end' };

/**
 * Reads a line of an enriched file. Every piece is really parsed.
 *
 * @throws Error for a line that is none of the three
 */
export function readEnrichedLine(line: string): EnrichedLine {
  if (line === ']}') return { kind: 'end' };
  const head = opening.exec(line)?.[1];
  if (head !== undefined) {
    return { kind: 'metadata', metadata: conversationMetadataSchema.parse(JSON.parse(head)), json: head };
  }
  const json = line.endsWith(',') ? line.slice(0, -1) : line;
  return { kind: 'pair', pair: trainingPairSchema.parse(JSON.parse(json)), json };
}
