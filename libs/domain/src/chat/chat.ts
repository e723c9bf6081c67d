import { z } from 'zod';
import { knowledgePassageSchema } from '../knowledge/knowledge-passage.ts';

/** One earlier turn of a chat, as the client holds it. */
export const chatTurnSchema = z
  .object({ role: z.enum(['user', 'assistant']), content: z.string().min(1).max(8000) })
  .meta({ id: 'ChatTurn' });
export type ChatTurn = z.infer<typeof chatTurnSchema>;

/** Body of `POST /api/avatars/:id/chat`. */
export const chatRequestSchema = z
  .strictObject({
    message: z.string().max(8000).trim().min(1, 'Write a message'),
    history: z.array(chatTurnSchema).max(100).default([]).describe('Earlier turns, oldest first'),
    conversation_id: z
      .uuid()
      .optional()
      .describe(
        'Made by the client and the same for all of a conversation: in an A/B split, all of it has one arm',
      ),
    prompt_version_id: z
      .uuid()
      .optional()
      .describe('Speak with this version instead of the active one, without activating it'),
  })
  .meta({ id: 'ChatRequest', example: { message: 'Hey, how are you?', history: [] } });
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** The answer, whole. When streamed it is the last event (`done`), after the `delta` events with the text. */
export const chatReplySchema = z
  .object({
    message_id: z.uuid().describe('Give it with a rating'),
    reply: z.string(),
    prompt_version_id: z.uuid().nullable().describe('Null: the avatar is untrained, its profile alone spoke'),
    prompt_version_number: z.int().nullable(),
    model: z.string(),
    tuned: z.boolean().describe('Whether a fine-tuned model of the avatar answered'),
    provider: z.enum(['openai', 'huggingface', 'lora', 'together', 'fireworks']),
    simulated_provider: z.boolean(),
    fallback: z.string().nullable().describe('Said when another model than the wanted one answered'),
    experiment: z
      .object({ id: z.uuid(), arm: z.enum(['a', 'b']) })
      .nullable()
      .describe('The A/B split that chose who answers, and its arm'),
    passages: z.array(knowledgePassageSchema).describe('The knowledge that the answer was given, best first'),
    usage: z.object({ input_tokens: z.int(), output_tokens: z.int() }),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'ChatReply' });
export type ChatReply = z.infer<typeof chatReplySchema>;
