import type { z } from 'zod';
import { countPromptTokens, countTokens } from '../chat/count-tokens.ts';
import { chatLineSchema, exampleMessageSchema, preferenceLineSchema } from './example-schema.ts';
import type { ExampleMessage } from './example-schema.ts';

/** One line of a training file, understood. */
export interface TrainingExample {
  readonly kind: 'chat' | 'preference';
  /** What is learned from: the conversation, for a preference with the preferred answer at its end. */
  readonly messages: readonly ExampleMessage[];
  /** All text of the example, the rejected answer included. */
  readonly text: string;
  readonly tokens: number;
}

/** What is wrong with a line, in the words that the service's own validation puts after `Example 3`. */
export class ExampleFault extends Error {
  override readonly name = 'ExampleFault';
}

const unexpectedFormat = 'Unexpected file format, expected either prompt/completion pairs or chat messages.';

/**
 * Understands a line of a training file.
 *
 * @throws {ExampleFault} when the service would reject it.
 */
export function parseExample(line: unknown): TrainingExample {
  const keys = typeof line === 'object' && line !== null ? Object.keys(line) : [];
  if (keys.includes('messages')) return parseChat(line);
  if (keys.includes('preferred_output') || keys.includes('input')) return parsePreference(line);
  throw new ExampleFault(unexpectedFormat);
}

function parseChat(line: unknown): TrainingExample {
  const { messages, tools } = parseLine(chatLineSchema, line);
  const parsed = parseMessages(messages);
  if (!parsed.some(({ role }) => role === 'assistant')) {
    throw new ExampleFault('key "messages": At least one message must be from the assistant.');
  }
  if (parsed.at(-1)?.role !== 'assistant') {
    throw new ExampleFault('key "messages": The last message must be from the assistant.');
  }
  const answers = parsed.filter((message) => message.role === 'assistant');
  if (answers.every(({ weight }) => weight === 0)) {
    throw new ExampleFault('key "messages": At least one assistant message must have a non-zero weight.');
  }
  return {
    kind: 'chat',
    messages: parsed,
    text: parsed.map(textOf).join('\n'),
    tokens: countMessages(parsed) + countTools(tools),
  };
}

function parsePreference(line: unknown): TrainingExample {
  const { input, preferred_output, non_preferred_output } = parseLine(preferenceLineSchema, line);
  const messages = parseMessages(input.messages);
  if (messages.at(-1)?.role === 'assistant') {
    throw new ExampleFault('key "input": The last message must not be from the assistant.');
  }
  const preferred = parseOutput(preferred_output, 'preferred_output');
  const rejected = parseOutput(non_preferred_output, 'non_preferred_output');
  return {
    kind: 'preference',
    messages: [...messages, preferred],
    text: [...messages, preferred, rejected].map(textOf).join('\n'),
    // The model reads the conversation with either answer.
    tokens:
      countMessages([...messages, preferred]) +
      countMessages([...messages, rejected]) +
      2 * countTools(input.tools),
  };
}

function parseOutput(output: readonly unknown[], key: string): ExampleMessage {
  const [message, ...more] = parseMessages(output);
  if (message?.role !== 'assistant' || more.length > 0) {
    throw new ExampleFault(`key "${key}": Expected exactly one message, from the assistant.`);
  }
  return message;
}

function parseMessages(messages: readonly unknown[]): ExampleMessage[] {
  return messages.map((message, index) => {
    const parsed = exampleMessageSchema.safeParse(message, { reportInput: true });
    if (!parsed.success) throw new ExampleFault(`message ${index + 1} ${describe(parsed.error)}`);
    if (parsed.data.role === 'assistant' && saysNothing(parsed.data)) {
      throw new ExampleFault(`message ${index + 1} Field required: 'content'`);
    }
    return parsed.data;
  });
}

const saysNothing = (message: Extract<ExampleMessage, { role: 'assistant' }>): boolean =>
  (message.content ?? message.refusal ?? message.tool_calls ?? message.function_call) === undefined;

function parseLine<Schema extends z.ZodType>(schema: Schema, line: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(line, { reportInput: true });
  if (!parsed.success) throw new ExampleFault(describe(parsed.error));
  return parsed.data;
}

/** The first issue in the words of the validation library that the service uses (pydantic). */
function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'Value error';
  const key = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return `Extra inputs are not permitted: '${issue.keys.join("', '")}'`;
  }
  if (issue.code === 'invalid_union' && key === 'role') return describeRole(issue.input);
  return issue.input === undefined ? `Field required: '${key}'` : `Input should be valid: '${key}'`;
}

const roles = "'system', 'developer', 'user', 'assistant', 'tool', 'function'";

function describeRole(input: unknown): string {
  const role = typeof input === 'object' && input !== null && 'role' in input ? input.role : undefined;
  return role === undefined
    ? "Discriminator 'role' is missing in value"
    : `Input tag '${String(role)}' found using 'role' does not match any of the expected tags: ${roles}`;
}

const countMessages = (messages: readonly ExampleMessage[]): number =>
  countPromptTokens({ model: '', messages: messages.map((message) => ({ ...message })) });

const countTools = (tools: readonly unknown[] | undefined): number =>
  tools === undefined ? 0 : countTokens(JSON.stringify(tools));

/** What a message says; a call counts as its arguments. */
export function textOf(message: ExampleMessage): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) {
    return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  }
  if (message.role !== 'assistant') return '';
  return (message.tool_calls ?? []).map((call) => call.function.arguments).join('\n');
}
