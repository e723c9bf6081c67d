import { z } from 'zod';
import { patternTypeSchema } from '../conversations/pattern-type.ts';
import { emotionalContextSchema } from './emotional-context.ts';

/** One turn before a training pair. */
const historyTurnSchema = z.object({
  role: z.enum(['user', 'assistant']).describe('assistant: the avatar'),
  speaker: z.string(),
  content: z.string(),
});

/** What a model is to learn from one reply: everything that was known before it, and the reply. */
export const trainingPairSchema = z
  .object({
    id: z.string().describe('`<conversation>_turn<number>`'),
    conversation_id: z.uuid(),
    turn_number: z.int().min(1).describe('Which reply of the avatar in the conversation'),
    conversation_history: z.array(historyTurnSchema).describe('Up to ten turns before, oldest first'),
    current_user_input: z.string().min(1),
    emotional_context: emotionalContextSchema.describe('Of the user side in this turn'),
    target_response: z.string().min(1).describe('What the avatar replied'),
    pattern_type: patternTypeSchema,
    quality_score: z.number().min(0).max(1).describe('By the rules for pairs, not by the model'),
    asked_at: z.string().nullable(),
    scaffolding: z.object({
      persona: z.string(),
      emotional_arc: z.string(),
      training_topic: z.string(),
    }),
  })
  .meta({ id: 'TrainingPair' });
export type TrainingPair = z.infer<typeof trainingPairSchema>;
