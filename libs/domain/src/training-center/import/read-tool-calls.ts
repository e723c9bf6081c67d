import type { ToolCall } from '../examples/turn.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldPath } from './import-fault.ts';
import { isRecord, takeText, unwrapJson } from './take-text.ts';

/**
 * The tool calls of a message: OpenAI's list of `{id, type, function: {name, arguments}}`, bare `{name, arguments}`, one of
 * these alone, or any of it as JSON text as ShareGPT has it. IDs that are not there are empty, for `fillCallIds`.
 */
export function readToolCalls(log: FaultLog, value: unknown, path: FieldPath): ToolCall[] | null {
  const given = unwrapJson(value);
  const list = Array.isArray(given) ? given : [given];
  if (list.length === 0) return log.wrongType(path, 'a list of tool calls', value);
  const calls = list.map((call: unknown, index) =>
    readToolCall(log, call, Array.isArray(value) ? [...path, index] : path),
  );
  return calls.every((call) => call !== null) ? calls : null;
}

function readToolCall(log: FaultLog, value: unknown, path: FieldPath): ToolCall | null {
  if (!isRecord(value)) {
    return log.fault(
      path,
      'invalid_tool_call',
      `${quoted(path)} should be a tool call with a name and arguments, and is not.`,
      'Write it as {"name": "…", "arguments": {…}}.',
    );
  }
  const called = isRecord(value['function']) ? value['function'] : value;
  const name = called['name'];
  if (typeof name !== 'string' || name.trim() === '') {
    return log.fault(path, 'invalid_tool_call', `${quoted(path)} has no name of a tool.`, 'Add “name”.');
  }
  const parameters = readArguments(log, called['arguments'] ?? called['parameters'], path);
  if (parameters === null) return null;
  const id = value['id'];
  return { id: typeof id === 'string' ? id : '', name: takeText(log, path, name), arguments: parameters };
}

/** Arguments as JSON text without spaces between its parts, whether the file has them as text or as an object. */
function readArguments(log: FaultLog, value: unknown, path: FieldPath): string | null {
  if (value === undefined || value === null || value === '') return '{}';
  const parsed = typeof value === 'string' ? parseObject(value) : value;
  if (isRecord(parsed)) {
    const written = JSON.stringify(parsed);
    const isExact = typeof value !== 'string' || numbersIn(value) === numbersIn(written);
    return takeText(log, path, isExact ? written : withoutSpaces(value));
  }
  return log.fault(
    path,
    'invalid_tool_call',
    `The arguments of the tool call in ${quoted(path)} are no JSON object.`,
    'Write them as an object, or as the JSON text of one.',
  );
}

const textOrSpace = /("(?:[^"\\]|\\.)*")|\s+/g;

/** JSON without the spaces between its parts. */
const withoutSpaces = (json: string): string => json.replace(textOrSpace, '$1');

/** The numbers of a JSON text as they are written: JavaScript would round account numbers of twenty digits. */
const numbersIn = (json: string): string =>
  json
    .replace(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/[^\d.eE+-]+/g, ' ')
    .trim();

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
