import type { RowFault } from './file-finding.ts';
import type { RowRules } from './row-rules.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a parsed value is a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const partTypes = new Set(['text', 'image_url', 'refusal']);

/**
 * What is wrong with a message by itself: its fields, role, content, weight, name and calls.
 * @param field the path of the message, such as `messages.2`
 */
export function checkMessage(message: unknown, field: string, rules: RowRules): RowFault[] {
  if (!isRecord(message)) return [{ code: 'data_type', field, reason: 'A message is not an object.' }];
  return [
    ...checkKeys(message, field, rules),
    ...checkRole(message, field, rules),
    ...checkContent(message, field, rules),
    ...checkWeight(message, field, rules),
    ...checkName(message, field),
    ...checkToolCalls(message, field),
  ];
}

function checkKeys(message: JsonRecord, field: string, { messageKeys }: RowRules): RowFault[] {
  const unknown = Object.keys(message).filter((key) => !messageKeys.has(key));
  const missing = ['role', 'content'].filter((key) => !(key in message));
  // The content may be left away beside tool calls.
  const isMissing = missing.filter((key) => key !== 'content' || message['tool_calls'] === undefined);
  return [
    ...unknown.map((key): RowFault => ({
      code: 'message_unrecognized_key',
      field: `${field}.${key}`,
      reason: `A message has the unknown field "${key}".`,
    })),
    ...isMissing.map((key): RowFault => ({
      code: 'message_missing_key',
      field: `${field}.${key}`,
      reason: `A message has no field "${key}".`,
    })),
  ];
}

function checkRole(message: JsonRecord, field: string, { roles }: RowRules): RowFault[] {
  const role = message['role'];
  if (role === undefined || (typeof role === 'string' && roles.has(role))) return [];
  return [
    { code: 'unrecognized_role', field: `${field}.role`, reason: `The role is ${JSON.stringify(role)}.` },
  ];
}

function checkContent(message: JsonRecord, field: string, { textOnly }: RowRules): RowFault[] {
  const at = `${field}.content`;
  const { content, role, tool_calls: calls, refusal } = message;
  if (!('content' in message)) return [];
  const empty: RowFault = { code: 'missing_content', field: at, reason: 'A message is empty.' };
  if (content === null || content === '')
    return calls !== undefined || typeof refusal === 'string' || role === 'tool' ? [] : [empty];
  if (typeof content === 'string') return content.trim() === '' && role !== 'tool' ? [empty] : [];
  if (!Array.isArray(content))
    return [{ code: 'data_type', field: at, reason: 'A content is neither text nor a list of parts.' }];
  if (content.length === 0) return [empty];
  return content.flatMap((part: unknown, index) => {
    const isKnown =
      isRecord(part) &&
      typeof part['type'] === 'string' &&
      (textOnly ? part['type'] === 'text' : partTypes.has(part['type']));
    if (isKnown && (part['type'] !== 'text' || typeof part['text'] === 'string')) return [];
    const reason = textOnly
      ? 'A part of a content is no text; this trainer cannot train on pictures.'
      : 'A part of a content has no known type, or no text.';
    return [{ code: 'invalid_content_part', field: `${at}.${String(index)}`, reason } as const];
  });
}

function checkWeight(message: JsonRecord, field: string, { weighsAnyMessage }: RowRules): RowFault[] {
  if (!('weight' in message)) return [];
  const { weight, role } = message;
  const at = `${field}.weight`;
  if (weight !== 0 && weight !== 1)
    return [{ code: 'invalid_weight', field: at, reason: `A weight is ${JSON.stringify(weight)}.` }];
  if (role === 'assistant' || weighsAnyMessage) return [];
  return [
    { code: 'misplaced_weight', field: at, reason: `A message of the role ${String(role)} has a weight.` },
  ];
}

function checkName(message: JsonRecord, field: string): RowFault[] {
  const { name } = message;
  if (name === undefined || (typeof name === 'string' && NAME.test(name))) return [];
  return [{ code: 'invalid_name', field: `${field}.name`, reason: `A name is ${JSON.stringify(name)}.` }];
}

function checkToolCalls(message: JsonRecord, field: string): RowFault[] {
  const { tool_calls: calls, tool_call_id: answered, role } = message;
  if (role === 'tool' && typeof answered !== 'string') {
    const reason = 'A message of the role tool does not say which call it answers.';
    return [{ code: 'stray_tool_message', field: `${field}.tool_call_id`, reason }];
  }
  if (calls === undefined) return [];
  const at = `${field}.tool_calls`;
  if (role !== 'assistant')
    return [{ code: 'invalid_tool_call', field: at, reason: 'Only the assistant calls tools.' }];
  if (!Array.isArray(calls) || calls.length === 0)
    return [{ code: 'invalid_tool_call', field: at, reason: 'Tool calls are not a list of calls.' }];
  return calls.flatMap((call: unknown, index) => {
    const reason = whyNoCall(call);
    return reason === null
      ? []
      : [{ code: 'invalid_tool_call', field: `${at}.${String(index)}`, reason } as const];
  });
}

function whyNoCall(call: unknown): string | null {
  if (!isRecord(call)) return 'A tool call is not an object.';
  if (typeof call['id'] !== 'string' || call['id'] === '') return 'A tool call has no id.';
  if (call['type'] !== 'function') return 'A tool call is not of the type function.';
  const called = call['function'];
  if (!isRecord(called) || typeof called['name'] !== 'string' || called['name'] === '')
    return 'A tool call does not name a function.';
  const { arguments: parameters } = called;
  if (typeof parameters !== 'string') return 'The arguments of a tool call are not text.';
  try {
    JSON.parse(parameters);
    return null;
  } catch {
    return 'The arguments of a tool call are not JSON.';
  }
}
