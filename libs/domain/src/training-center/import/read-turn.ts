import { joinContext, splitContext } from '../examples/context-in-text.ts';
import { contentPartSchema, saysSomething, type ContentPart, type Turn } from '../examples/turn.ts';
import { roleOf, type NamedRole } from '../formats/role-names.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldPath } from './import-fault.ts';
import { readToolCalls } from './read-tool-calls.ts';
import { isAbsent, isRecord, takeExtra, takeText, unwrapJson, type ForeignRecord } from './take-text.ts';

const KNOWN = new Set([
  ...[
    'role',
    'from',
    'content',
    'value',
    'name',
    'weight',
    'tool_calls',
    'tool_call_id',
    'function_call',
    'context',
    'content_parts',
  ],
]);

/**
 * One message of OpenAI's, Hugging Face's or ShareGPT's files. A system message without text gives undefined: it says
 * nothing, and is in many files. Anything that is wrong is noted, and gives null.
 */
export function readTurn(log: FaultLog, value: unknown, path: FieldPath): Turn | null | undefined {
  if (!isRecord(value)) return log.wrongType(path, 'a message with a role and a content', value);
  const roleField = 'role' in value ? 'role' : 'from';
  const role = readRole(log, value[roleField], [...path, roleField]);
  if (role === null) return null;
  const contentField = contentFieldOf(value);
  const turn =
    role === 'call'
      ? readCallTurn(log, value, path, contentField)
      : readSpokenTurn(log, value, path, { role, contentField });
  if (turn === null) return null;
  if (turn.role === 'system' && !saysSomething(turn)) return undefined;
  if (turn.role !== 'tool' && !saysSomething(turn)) return emptyTurn(log, [...path, contentField], turn);
  return turn;
}

/** Parquet files of ours have the parts of a content as JSON text in a column of their own. */
function contentFieldOf(value: ForeignRecord): string {
  if (!isAbsent(value['content_parts'])) return 'content_parts';
  return 'content' in value ? 'content' : 'value';
}

function readRole(log: FaultLog, value: unknown, path: FieldPath): NamedRole | null {
  if (typeof value !== 'string') return log.wrongType(path, 'the name of a role', value);
  const role = roleOf(value);
  if (role !== undefined) return role;
  return log.fault(
    path,
    'unknown_role',
    `“${value.slice(0, 40)}” is no role that is known.`,
    'Use system, user, assistant or tool; or system, human, gpt, function_call or observation.',
  );
}

function emptyTurn(log: FaultLog, path: FieldPath, { role }: Turn): null {
  const who = role === 'assistant' ? 'An assistant message' : 'A user message';
  return log.fault(
    path,
    'empty_text',
    `${who} has no text.`,
    'Write what is said there, or remove the message.',
  );
}

function readCallTurn(
  log: FaultLog,
  value: ForeignRecord,
  path: FieldPath,
  contentField: string,
): Turn | null {
  const calls = readToolCalls(log, value['tool_calls'] ?? value[contentField], [...path, contentField]);
  return calls === null ? null : { role: 'assistant', content: '', tool_calls: calls, ...extraOf(value) };
}

function readSpokenTurn(
  log: FaultLog,
  value: ForeignRecord,
  path: FieldPath,
  { role, contentField }: { role: Turn['role']; contentField: string },
): Turn | null {
  const refusal = role === 'assistant' && isAbsent(value[contentField]) ? refusalOf(value) : undefined;
  const given = refusal ?? value[contentField];
  const text = contentField === 'content_parts' ? unwrapJson(given) : given;
  const content = readContent(log, text, [...path, contentField], role);
  const called = value['tool_calls'] ?? value['function_call'];
  const hasCalls = !isAbsent(called) && !(Array.isArray(called) && called.length === 0);
  const field = value['tool_calls'] === undefined ? 'function_call' : 'tool_calls';
  const calls = hasCalls ? readToolCalls(log, called, [...path, field]) : undefined;
  if (content === null || calls === null) return null;
  const { name, tool_call_id: callId } = value;
  return {
    role,
    ...withContext(content, role, value['context']),
    ...(typeof name === 'string' && name !== '' ? { name: takeText(log, path, name) } : {}),
    ...weightOf(log, value['weight'], [...path, 'weight'], role),
    ...(calls === undefined ? {} : { tool_calls: calls }),
    ...(typeof callId === 'string' && callId !== '' ? { tool_call_id: callId } : {}),
    ...extraOf(value, refusal === undefined ? [] : ['refusal']),
  };
}

function readContent(
  log: FaultLog,
  value: unknown,
  path: FieldPath,
  role: Turn['role'],
): Turn['content'] | null {
  if (typeof value === 'string') return takeText(log, path, value);
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return readParts(log, value, path);
  // What a tool answers is an object in some files; to the model it is text all the same.
  if (role === 'tool') return takeText(log, path, JSON.stringify(value));
  return log.wrongType(path, 'a text or a list of parts', value);
}

/** What OpenAI's answers say in place of a content when the model declines: a part, as messages to learn from have it. */
function refusalOf({ refusal }: ForeignRecord): ContentPart[] | undefined {
  return typeof refusal === 'string' && !isAbsent(refusal) ? [{ type: 'refusal', refusal }] : undefined;
}

/** Parts of Anthropic's messages that are no content elsewhere. */
const foreignParts: ReadonlySet<string> = new Set(['tool_use', 'tool_result']);

function readParts(log: FaultLog, parts: readonly unknown[], path: FieldPath): Turn['content'] | null {
  if (parts.length === 0) return '';
  const read = parts.map((part, index) => {
    const parsed = contentPartSchema.safeParse(typedPart(part));
    if (!parsed.success) return log.wrongType([...path, index], 'a part with a type', part);
    const { type, text } = parsed.data;
    if (foreignParts.has(type)) return anthropicPart(log, [...path, index], type);
    return type === 'text' && typeof text === 'string'
      ? { ...parsed.data, text: takeText(log, [...path, index, 'text'], text) }
      : parsed.data;
  });
  if (!read.every((part) => part !== null)) return null;
  const [only, ...others] = read;
  const isPlainText = others.length === 0 && only?.type === 'text' && Object.keys(only).length === 2;
  return isPlainText && typeof only.text === 'string' ? only.text : read;
}

/** A text is a text part, and so is Bedrock's `{text}` without a type. */
function typedPart(part: unknown): unknown {
  if (typeof part === 'string') return { type: 'text', text: part };
  const isBare = isRecord(part) && typeof part['text'] === 'string' && Object.keys(part).length === 1;
  return isBare ? { type: 'text', text: part['text'] } : part;
}

function anthropicPart(log: FaultLog, path: FieldPath, type: string): null {
  return log.fault(
    path,
    'invalid_value',
    `${quoted(path)} is a part of Anthropic's messages (${type}), which no chat format has.`,
    'Write calls as “tool_calls” of the message, and each result as a message with the role tool.',
  );
}

/**
 * The text and the context of a user turn. `context` beside a text is what our own files write where the mark in the text
 * would be misread: the context that the text ends with, or an empty one for a text that holds the mark by itself.
 */
function withContext(
  content: Turn['content'],
  role: Turn['role'],
  context: unknown,
): Pick<Turn, 'content' | 'context'> {
  if (role !== 'user' || typeof content !== 'string') return { content };
  if (typeof context !== 'string') {
    const split = splitContext(content);
    return { content: split.text, ...(split.context === undefined ? {} : { context: split.context }) };
  }
  if (context === '') return { content };
  const tail = joinContext('', context);
  return { content: content.endsWith(tail) ? content.slice(0, -tail.length) : content, context };
}

function weightOf(log: FaultLog, value: unknown, path: FieldPath, role: Turn['role']): Pick<Turn, 'weight'> {
  if (value === undefined || value === null) return {};
  if (role !== 'assistant') {
    log.notice(path, 'weight_ignored', `${quoted(path)} is left out: only assistant messages have a weight.`);
    return {};
  }
  if (value === 0 || value === 1) return { weight: value };
  log.fault(
    path,
    'invalid_value',
    `${quoted(path)} should be 0 or 1.`,
    'Write 0 for a message that is not learnt from, else 1.',
  );
  return {};
}

function extraOf(value: ForeignRecord, read: readonly string[] = []): Pick<Turn, 'extra'> {
  const extra = takeExtra(value, read.length === 0 ? KNOWN : new Set([...KNOWN, ...read]));
  return extra === undefined ? {} : { extra };
}
