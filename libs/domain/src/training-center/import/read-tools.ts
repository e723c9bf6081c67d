import type { JsonObject } from '../examples/turn.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldPath } from './import-fault.ts';
import { isAbsent, isRecord, takeObject, unwrapJson } from './take-text.ts';

/**
 * The tool definitions of an example in OpenAI's form: a list as it is, definitions without their wrapping, or either as
 * JSON text. Undefined where there are none.
 */
export function readTools(log: FaultLog, value: unknown, path: FieldPath): JsonObject[] | undefined {
  if (isAbsent(value)) return undefined;
  const given = unwrapJson(value);
  const list: unknown[] = Array.isArray(given) ? given : [given];
  const tools = list.map(unwrapJson);
  if (!tools.every(isRecord)) {
    log.fault(
      path,
      'invalid_tools',
      `${quoted(path)} should be a list of tool definitions, and is not.`,
      'Write a list of objects with name, description and parameters, or the JSON text of one.',
    );
    return undefined;
  }
  return tools.length === 0 ? undefined : tools.map((tool) => wrapTool(takeObject(tool)));
}

/** A definition in OpenAI's form: `{type: "function", function: {…}}`. */
export function wrapTool(tool: JsonObject): JsonObject {
  if ('function' in tool || 'type' in tool || typeof tool['name'] !== 'string') return tool;
  return { type: 'function', function: tool };
}

/** The definition without its wrapping, where `wrapTool` would give the same one back. */
export function unwrapTool(tool: JsonObject): JsonObject {
  const inner = tool['function'];
  const isWrapped = tool['type'] === 'function' && isRecord(inner) && Object.keys(tool).length === 2;
  if (!isWrapped || 'function' in inner || 'type' in inner || typeof inner['name'] !== 'string') return tool;
  return takeObject(inner);
}
