import type { TrainingExample } from '../../training-center/examples/training-example.ts';
import { textOfTurn, type Turn } from '../../training-center/examples/turn.ts';
import {
  chatRecord,
  preferenceRecord,
  type FormatRecord,
} from '../../training-center/export/format-record.ts';
import { textWithContext } from '../../training-center/export/turns-for-format.ts';
import { fineTuneProviderFacts, type FineTuneMethod, type FineTuneProvider } from '../fine-tune-provider.ts';

/**
 * The rows of a training file that a prepared example becomes; none for an example that the method cannot use. In
 * OpenAI's form that is one row. In TRL's it is one for each answer that is learnt, with everything before it as its
 * prompt: so only answers are learnt, whatever the model's chat template marks, and weights of 0 are kept to.
 */
export function trainingRows(
  example: TrainingExample,
  method: FineTuneMethod,
  provider: FineTuneProvider,
): FormatRecord[] {
  if (fineTuneProviderFacts[provider].rowForm === 'trl')
    return method === 'supervised' ? trlChatRows(example) : trlPreferenceRows(example);
  const known = provider === 'openai' ? example : withoutParallelSetting(example);
  const record = method === 'supervised' ? chatRecord(known) : preferenceRecord(known);
  return record === null ? [] : [record];
}

/** Only OpenAI knows it; others refuse fields that they do not know. */
function withoutParallelSetting(example: TrainingExample): TrainingExample {
  const rest = { ...example };
  delete rest.parallel_tool_calls;
  return rest;
}

function trlChatRows(example: TrainingExample): FormatRecord[] {
  return example.messages.flatMap((turn, index) => {
    if (turn.role !== 'assistant' || turn.weight === 0) return [];
    const prompt = example.messages.slice(0, index).map(trlMessage);
    return [{ prompt, completion: [trlMessage(turn)], ...trlTools(example) }];
  });
}

function trlPreferenceRows(example: TrainingExample): FormatRecord[] {
  if (example.kind === 'chat') return [];
  const prompt = example.messages.map(trlMessage);
  const [chosen, rejected] = [example.chosen.map(trlMessage), example.rejected.map(trlMessage)];
  return [{ prompt, chosen, rejected, ...trlTools(example) }];
}

/** As JSON text, which TRL parses: definitions differ from each other, and a column of a data set has one type. */
const trlTools = ({ tools }: TrainingExample): FormatRecord =>
  tools === undefined ? {} : { tools: JSON.stringify(tools) };

/** A message with its text; chat templates of small models have no pictures. Arguments of calls are objects in TRL. */
function trlMessage(turn: Turn): FormatRecord {
  return {
    role: turn.role,
    content: turn.context === undefined ? textOfTurn(turn) : textWithContext(turn),
    ...(turn.tool_calls === undefined
      ? {}
      : {
          tool_calls: turn.tool_calls.map(({ name, arguments: parameters }) => ({
            type: 'function',
            function: { name, arguments: JSON.parse(parameters) as unknown },
          })),
        }),
  };
}
