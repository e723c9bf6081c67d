import { survivesJoining } from '../examples/context-in-text.ts';
import type { TrainingExample } from '../examples/training-example.ts';
import { textOfTurn, type Turn } from '../examples/turn.ts';
import { textWithContext } from './turns-for-format.ts';

/** A message as a Parquet file has it: every field is there, null where there is nothing. */
export type ParquetMessage = {
  role: string;
  content: string;
  /** JSON text of a content in parts; its texts are in `content` as well. */
  content_parts: string | null;
  context: string | null;
  name: string | null;
  weight: number | null;
  tool_calls: { id: string; type: string; function: { name: string; arguments: string } }[] | null;
  tool_call_id: string | null;
  extra: string | null;
};

/** A row of a Parquet file. `tools` and `extra` are JSON text, since their fields differ from row to row. */
export type ParquetRow = {
  messages: ParquetMessage[] | null;
  prompt: ParquetMessage[] | null;
  chosen: ParquetMessage[] | null;
  rejected: ParquetMessage[] | null;
  tools: string | null;
  parallel_tool_calls: boolean | null;
  pattern_type: string | null;
  genre: string | null;
  quality_score: number | null;
  source: string | null;
  extra: string | null;
};

/** The row of an example. It holds everything; `RecordReader` reads it again. */
export function parquetRow(example: TrainingExample): ParquetRow {
  const messages = example.messages.map(parquetMessage);
  const isPair = example.kind === 'preference';
  const { labels = {} } = example;
  return {
    messages: isPair ? null : messages,
    prompt: isPair ? messages : null,
    chosen: isPair ? example.chosen.map(parquetMessage) : null,
    rejected: isPair ? example.rejected.map(parquetMessage) : null,
    tools: example.tools === undefined ? null : JSON.stringify(example.tools),
    parallel_tool_calls: example.parallel_tool_calls ?? null,
    pattern_type: labels.pattern_type ?? null,
    genre: labels.genre ?? null,
    quality_score: labels.quality_score ?? null,
    source: labels.source ?? null,
    extra: example.extra === undefined ? null : JSON.stringify(example.extra),
  };
}

function parquetMessage(turn: Turn): ParquetMessage {
  const isText = typeof turn.content === 'string';
  return {
    role: turn.role,
    content: isText ? textWithContext(turn) : textOfTurn(turn),
    content_parts: isText ? null : JSON.stringify(turn.content),
    context: survivesJoining(turn) ? null : (turn.context ?? ''),
    name: turn.name ?? null,
    weight: turn.weight ?? null,
    tool_calls:
      turn.tool_calls?.map(({ id, name, arguments: parameters }) => ({
        id,
        type: 'function',
        function: { name, arguments: parameters },
      })) ?? null,
    tool_call_id: turn.tool_call_id ?? null,
    extra: turn.extra === undefined ? null : JSON.stringify(turn.extra),
  };
}
