import { z } from 'zod';

/** Who speaks in a turn, whatever a format calls them. */
export const turnRoles = ['system', 'user', 'assistant', 'tool'] as const;
export type TurnRole = (typeof turnRoles)[number];

/** A JSON object: fields of somebody's file that no rule of ours reads. */
export const jsonObjectSchema = z.record(z.string(), z.json());
export type JsonObject = z.infer<typeof jsonObjectSchema>;
export type JsonValue = JsonObject[string];

/** A call that the assistant makes. `arguments` is JSON text without spaces between its parts. */
export const toolCallSchema = z
  .strictObject({
    id: z.string().min(1),
    name: z.string().min(1),
    arguments: z.string().refine(isObjectText, { error: 'arguments must be the JSON text of an object.' }),
  })
  .meta({ id: 'TrainingToolCall' });
export type ToolCall = z.infer<typeof toolCallSchema>;

/** A part of a message that is more than text, as OpenAI's vision format has it. */
export const contentPartSchema = z
  .object({ type: z.string().min(1) })
  .catchall(z.json())
  .meta({ id: 'TrainingContentPart' });
export type ContentPart = z.infer<typeof contentPartSchema>;

/** One turn of a conversation with everything that any of the formats can say about it. */
export const turnSchema = z
  .strictObject({
    role: z.enum(turnRoles),
    content: z
      .union([z.string(), z.array(contentPartSchema).min(1)])
      .describe('Text, or parts; empty beside tool calls'),
    context: z
      .string()
      .regex(/\S/)
      .exactOptional()
      .describe('Background of a user turn: Alpaca’s input, the seed’s context'),
    name: z.string().min(1).exactOptional().describe('Name of the speaker or of the tool'),
    weight: z
      .union([z.literal(0), z.literal(1)])
      .exactOptional()
      .describe('0: the assistant turn is not learnt from'),
    tool_calls: z.array(toolCallSchema).min(1).exactOptional(),
    tool_call_id: z.string().min(1).exactOptional().describe('The call that a tool turn answers'),
    extra: jsonObjectSchema.exactOptional().describe('Fields of the file that no rule reads'),
  })
  .meta({ id: 'TrainingTurn' });
export type Turn = z.infer<typeof turnSchema>;

/** The text of a turn; parts that are no text are left out, and text parts stand on lines of their own. */
export function textOfTurn({ content }: Turn): string {
  if (typeof content === 'string') return content;
  return content.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])).join('\n');
}

/** Whether a turn says anything: text that is not blank, a part that is no text, or a tool call. */
export function saysSomething(turn: Turn): boolean {
  if (turn.tool_calls !== undefined) return true;
  if (typeof turn.content === 'string') return turn.content.trim() !== '';
  return turn.content.some(
    ({ type, text }) => type !== 'text' || (typeof text === 'string' && text.trim() !== ''),
  );
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
