import { z } from 'zod';

const textPart = z.strictObject({ type: z.literal('text'), text: z.string() });
const refusalPart = z.strictObject({ type: z.literal('refusal'), refusal: z.string() });
const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({ url: z.string(), detail: z.enum(['auto', 'low', 'high']).optional() }),
});
const text = z.union([z.string(), z.array(textPart).min(1)]);
const functionCall = z.strictObject({ name: z.string(), arguments: z.string() });
const toolCall = z.strictObject({ id: z.string(), type: z.literal('function'), function: functionCall });

const assistant = z.strictObject({
  role: z.literal('assistant'),
  content: z.union([z.string(), z.array(z.union([textPart, refusalPart])).min(1)]).nullish(),
  refusal: z.string().nullish(),
  name: z.string().optional(),
  /** 0 leaves the message out of the loss. */
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
  tool_calls: z.array(toolCall).min(1).optional(),
  function_call: functionCall.optional(),
});

/** A message of a training example, by the fields that the service knows for each role. */
export const exampleMessageSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: text, name: z.string().optional() }),
  z.strictObject({ role: z.literal('developer'), content: text, name: z.string().optional() }),
  z.strictObject({
    role: z.literal('user'),
    content: z.union([z.string(), z.array(z.union([textPart, imagePart])).min(1)]),
    name: z.string().optional(),
  }),
  assistant,
  z.strictObject({ role: z.literal('tool'), content: text, tool_call_id: z.string() }),
  z.strictObject({ role: z.literal('function'), content: z.string().nullable(), name: z.string() }),
]);
export type ExampleMessage = z.infer<typeof exampleMessageSchema>;

const messages = z.array(z.unknown()).min(1);
const tools = { tools: z.array(z.unknown()).optional(), parallel_tool_calls: z.boolean().optional() };

/** A line for supervised fine-tuning; its messages are parsed one by one, to tell which is wrong. */
export const chatLineSchema = z.strictObject({
  messages,
  functions: z.array(z.unknown()).optional(),
  ...tools,
});

/** A line for direct preference optimization. */
export const preferenceLineSchema = z.strictObject({
  input: z.strictObject({ messages, ...tools }),
  preferred_output: messages,
  non_preferred_output: messages,
});
