import { importLimits } from '../examples/example-rules.ts';
import type { Turn } from '../examples/turn.ts';
import { fillCallIds } from '../formats/call-ids.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldPath } from './import-fault.ts';
import { readTurn } from './read-turn.ts';
import { has, isAbsent, isRecord, takeTextOrNumber, unwrapJson } from './take-text.ts';

/** A list of messages, or the JSON text of one. Empty lists give null and a fault. */
export function readTurns(log: FaultLog, value: unknown, path: FieldPath): Turn[] | null {
  const list = unwrapJson(value);
  if (!Array.isArray(list) || list.length === 0) return log.wrongType(path, 'a list of messages', value);
  if (list.length > importLimits.turns) {
    return log.fault(
      path,
      'too_many_turns',
      `${quoted(path)} has ${String(list.length)} messages; at most ${String(importLimits.turns)} are taken.`,
      'Divide the conversation into several examples.',
    );
  }
  const turns = list.flatMap((message: unknown, index) =>
    messagesOf(message).map((one) => readTurn(log, one, [...path, index])),
  );
  if (turns.includes(null)) return null;
  return fillCallIds(turns.filter((turn) => turn !== null && turn !== undefined));
}

/** The messages of an element: itself, or the two of an exchange of input and output, as Capybara has them. */
function messagesOf(element: unknown): unknown[] {
  if (!isRecord(element) || 'role' in element || 'from' in element || !has(element, 'input', 'output')) {
    return [element];
  }
  const { input, output, ...others } = element;
  return [
    { role: 'user', content: input },
    { ...others, role: 'assistant', content: output },
  ];
}

/** A conversation to learn from: one with an assistant message in it. A system text of its own goes before it. */
export function readConversation(
  log: FaultLog,
  value: unknown,
  path: FieldPath,
  system?: unknown,
): Turn[] | null {
  const turns = readTurns(log, value, path);
  if (turns === null) return null;
  if (!turns.some(({ role }) => role === 'assistant')) {
    return log.fault(
      path,
      'no_answer',
      `${quoted(path)} has no assistant message, so there is nothing to learn from.`,
      'Add the answer that the model is to learn.',
    );
  }
  return withSystem(log, system, ['system'], turns);
}

/** The text of a list of text parts, as Bedrock and Anthropic write system messages; any other value as it is. */
function textOfParts(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const texts = value.map((part: unknown) => (isRecord(part) ? part['text'] : part));
  return texts.every((text) => typeof text === 'string') ? texts.join('\n') : value;
}

/** The turns behind the system text that a record has in a field of its own, unless they begin with the same. */
export function withSystem(log: FaultLog, value: unknown, path: FieldPath, turns: readonly Turn[]): Turn[] {
  if (isAbsent(value)) return [...turns];
  const content = takeTextOrNumber(log, path, textOfParts(value));
  const [first] = turns;
  const isThere = first?.role === 'system' && first.content === content;
  return content === null || isThere ? [...turns] : [{ role: 'system', content }, ...turns];
}
