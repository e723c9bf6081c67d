import type { TrainingExample } from '../examples/training-example.ts';
import type { JsonObject } from '../examples/turn.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldPath } from './import-fault.ts';
import { readFrame } from './read-conversation-record.ts';
import { readConversation } from './read-turns.ts';
import { wrapTool } from './read-tools.ts';
import { isAbsent, isRecord, takeObject, type ForeignRecord } from './take-text.ts';

const SPEAKER = /(?:^|\n)[ \t]*(USER|ASSISTANT|FUNCTION RESPONSE|SYSTEM):/g;

const roles: Readonly<Record<string, string>> = {
  USER: 'user',
  ASSISTANT: 'assistant',
  'FUNCTION RESPONSE': 'tool',
  SYSTEM: 'system',
};

/** Whether a record is one of Glaive's: its conversation is a text with the names of its speakers in capitals. */
export function hasGlaiveChat({ chat }: ForeignRecord): boolean {
  return typeof chat === 'string' && /^\s*(?:USER|SYSTEM):/.test(chat) && /\n[ \t]*ASSISTANT:/.test(chat);
}

/**
 * Glaive's function calling: `{system: "SYSTEM: …", chat: "USER: … ASSISTANT: <functioncall> {…} FUNCTION RESPONSE: …"}`. The
 * definitions that the system text ends with are tools as well.
 */
export function readGlaiveRecord(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): TrainingExample | null {
  const { chat, system: given } = record;
  if (typeof chat !== 'string') return log.wrongType(['chat'], 'a text', chat);
  const marks = [...chat.matchAll(SPEAKER)];
  const messages = marks.flatMap((mark, index) => {
    const said = chat.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    const content = said.replaceAll('<|endoftext|>', '').trim();
    return toMessages(log, roles[mark[1] ?? ''] ?? '', content);
  });
  const system = typeof given === 'string' ? given.trim().replace(/^SYSTEM:\s*/, '') : given;
  if (log.faults.length > 0) return null;
  const turns = readConversation(log, messages, ['chat'], system);
  const tools = typeof system === 'string' ? toolsIn(system) : [];
  const frame = readFrame(log, record, ['chat', 'system'], mapping);
  if (turns === null) return null;
  const isOwn = frame.tools === undefined && tools.length > 0;
  return { kind: 'chat', messages: turns, ...frame, ...(isOwn ? { tools } : {}) };
}

const CALL = '<functioncall>';

/** A message, or the two that an answer with a call after it is. */
function toMessages(log: FaultLog, role: string, content: string): unknown[] {
  const at = role === 'assistant' ? content.indexOf(CALL) : -1;
  if (at === -1) return [{ role, content }];
  const call = readCall(log, content.slice(at + CALL.length).trim(), ['chat']);
  return [{ role, content: content.slice(0, at).trim(), tool_calls: [call] }];
}

/** Arguments stand between single quotation marks, as Python writes a text: `{"name": "f", "arguments": '{"a": 1}'}`. */
const CALLED = /^\{\s*"name":\s*"([^"]+)"(?:\s*,\s*"arguments":\s*(?:'([\s\S]*)'|(\{[\s\S]*\})))?\s*\}$/;

function readCall(log: FaultLog, text: string, path: FieldPath): unknown {
  const [whole, name, quotedArguments, bareArguments] = CALLED.exec(text) ?? [];
  if (whole !== undefined) {
    return { name, arguments: (quotedArguments ?? bareArguments ?? '{}').replaceAll(String.raw`\'`, "'") };
  }
  return log.fault(
    path,
    'invalid_tool_call',
    `A ${CALL} in ${quoted(path)} has no name of a tool and its arguments in JSON.`,
    `Write it as ${CALL} {"name": "…", "arguments": '{…}'}.`,
  );
}

/** The definitions that a system text ends with: JSON objects one after the other. None where one of them is no JSON. */
function toolsIn(system: string): JsonObject[] {
  const from = system.search(/^\{/m);
  if (from === -1) return [];
  const written = system
    .slice(from)
    .trim()
    .split(/\n(?=\{)/);
  try {
    const tools: unknown[] = written.map((text) => JSON.parse(text));
    const isTool = (tool: unknown) => isRecord(tool) && !isAbsent(tool['name']);
    return tools.every(isTool)
      ? tools.flatMap((tool) => (isRecord(tool) ? [wrapTool(takeObject(tool))] : []))
      : [];
  } catch {
    return [];
  }
}
