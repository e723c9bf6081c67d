import { z } from 'zod';

/**
 * What can be wrong with a training file, each with what to do about it. The first seven carry the names of OpenAI's
 * published checks. Stable: clients may switch on them.
 */
export const fileFindingAdvice = {
  data_type: 'Each line must be a JSON object with one example.',
  missing_messages_list: 'Give the example a list `messages` with at least one message.',
  message_missing_key: 'Give each message a `role` and `content`; beside tool calls the content may be null.',
  message_unrecognized_key: 'Take out fields that the provider does not know.',
  unrecognized_role: 'Use the roles system, user, assistant and tool.',
  missing_content: 'Give the message a text, or leave it out.',
  example_missing_assistant_message: 'Add the answer that is to be learnt, as a message of the assistant.',

  invalid_json: 'Write one whole JSON object on the line, in UTF-8, without a comma at its end.',
  blank_line: 'Take out empty lines.',
  row_unrecognized_key: 'Take out fields that the provider does not know.',
  ambiguous_format:
    'Keep the fields of one format only: messages, or prompt and completion, or text, or a pair.',
  last_message_not_assistant: 'End the conversation with the answer that is to be learnt.',
  misplaced_system_message: 'Put the system message first, and only one of it.',
  turn_order: 'Let user and assistant speak in turn, the user first.',
  invalid_weight: 'A weight is 0 or 1.',
  misplaced_weight: 'Only messages of the assistant have a weight.',
  nothing_to_learn: 'Give at least one message of the assistant the weight 1, or none of them a weight.',
  invalid_name: 'A name is 1 to 64 letters, digits, dashes and underscores.',
  invalid_content_part: 'Parts of a content are texts and pictures, each with its type.',
  invalid_tools: 'Tools are a list of functions, each with a name and the JSON schema of its parameters.',
  invalid_tool_call:
    'A tool call has an id, the type function, and a function with name and arguments as JSON text.',
  unknown_tool: 'Define each tool that is called in the example’s `tools`.',
  unanswered_tool_call: 'Let a message of the role tool answer each call before the assistant goes on.',
  stray_tool_message: 'A message of the role tool names the call that it answers by `tool_call_id`.',
  missing_preference_input: 'Give the pair an `input` with `messages`, the prompt of both answers.',
  preference_input_ends_with_assistant:
    'Let the prompt of a pair end with a message of the user or of a tool.',
  invalid_preference_output: 'Each answer of a pair is a list of one message of the assistant.',
  equal_preference_outputs: 'The preferred and the other answer must differ.',
  missing_prompt: 'Give the row a list `prompt` with the messages before the answer.',
  missing_completion: 'Give the row the answer as a list of messages of the assistant.',

  too_many_tokens: 'Shorten the example; what is beyond the limit would be cut off.',
  too_few_examples: 'Add examples.',
  too_many_examples: 'Choose fewer examples.',
  file_too_large: 'Choose fewer or shorter examples.',
} as const;

export type FileFindingCode = keyof typeof fileFindingAdvice;
const codes = Object.keys(fileFindingAdvice) as [FileFindingCode, ...FileFindingCode[]];

/** Something that a provider would refuse, found before a byte is uploaded. */
export const fileFindingSchema = z
  .object({
    line: z.int().min(1).nullable().describe('From 1; null for what is about the whole file'),
    code: z.enum(codes),
    field: z.string().nullable().describe('Dotted path within the row, such as `messages.2.weight`'),
    reason: z.string(),
    advice: z.string(),
  })
  .meta({ id: 'FineTuneFileFinding' });
export type FileFinding = z.infer<typeof fileFindingSchema>;

/** A finding before it is known where it is. */
export type RowFault = { code: FileFindingCode; field: string | null; reason: string };

/** A finding of a line, or of the file where the line is null. */
export function findingAt(line: number | null, { code, field, reason }: RowFault): FileFinding {
  return { line, code, field, reason, advice: fileFindingAdvice[code] };
}
