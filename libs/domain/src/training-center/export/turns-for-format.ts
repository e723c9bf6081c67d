import { joinContext, survivesJoining } from '../examples/context-in-text.ts';
import { textOfTurn, type Turn } from '../examples/turn.ts';

/** The content of a turn where a format has no place for its context. */
export function contentWithContext(turn: Turn): Turn['content'] {
  if (turn.context === undefined) return turn.content;
  if (typeof turn.content === 'string') return joinContext(turn.content, turn.context);
  return [...turn.content, { type: 'text', text: joinContext('', turn.context) }];
}

/** The text of a turn where a format has no place for its context. */
export function textWithContext(turn: Turn): string {
  return joinContext(textOfTurn(turn), turn.context);
}

/** A message as OpenAI's chat format allows it: no field that its checks do not know. */
export function openAiMessage(turn: Turn): Record<string, unknown> {
  return {
    role: turn.role,
    content: contentWithContext(turn),
    ...(turn.name === undefined ? {} : { name: turn.name }),
    ...(turn.weight === undefined || turn.role !== 'assistant' ? {} : { weight: turn.weight }),
    ...(turn.tool_calls === undefined ? {} : { tool_calls: turn.tool_calls.map(openAiToolCall) }),
    ...(turn.tool_call_id === undefined ? {} : { tool_call_id: turn.tool_call_id }),
  };
}

/**
 * A message that loses nothing: OpenAI's form, the foreign fields as JSON text, and `context` where the mark in the text alone would be
 * read in another way.
 */
export function losslessMessage(turn: Turn): Record<string, unknown> {
  return {
    ...openAiMessage(turn),
    ...(survivesJoining(turn) ? {} : { context: turn.context ?? '' }),
    ...(turn.extra === undefined ? {} : { extra: JSON.stringify(turn.extra) }),
  };
}

function openAiToolCall({
  id,
  name,
  arguments: parameters,
}: {
  id: string;
  name: string;
  arguments: string;
}) {
  return { id, type: 'function', function: { name, arguments: parameters } };
}
