import { survivesJoining } from '../examples/context-in-text.ts';
import { allTurns, type TrainingExample } from '../examples/training-example.ts';
import type { Turn } from '../examples/turn.ts';

/**
 * The fields beside role and content that an example brings into a file, sorted and with spaces between them; empty for a
 * plain one. Hugging Face's `datasets` takes the columns of a JSON file from its first 10 MB and refuses fields that come
 * up later (measured with 5.2). So a file of JSON lines begins with one example for each different value of this; the
 * others follow in their order.
 */
export function optionalFieldsOf(example: TrainingExample): string {
  const fields = new Set([
    ...(example.kind === 'preference' ? ['pair'] : []),
    ...allTurns(example).flatMap(fieldsOfTurn),
  ]);
  if (example.tools !== undefined) fields.add('tools');
  if (example.parallel_tool_calls !== undefined) fields.add('parallel_tool_calls');
  if (example.extra !== undefined) fields.add('extra');
  for (const label of Object.keys(example.labels ?? {})) fields.add(label);
  return [...fields].sort().join(' ');
}

function fieldsOfTurn(turn: Turn): string[] {
  return [
    ...(turn.name === undefined ? [] : ['name']),
    ...(turn.weight === undefined ? [] : ['weight']),
    ...(turn.tool_calls === undefined ? [] : ['tool_calls']),
    ...(turn.tool_call_id === undefined ? [] : ['tool_call_id']),
    ...(turn.extra === undefined ? [] : ['message_extra']),
    ...(survivesJoining(turn) ? [] : ['context']),
  ];
}
