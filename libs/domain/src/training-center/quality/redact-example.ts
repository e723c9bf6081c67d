import type { TrainingExample } from '../examples/training-example.ts';
import type { ContentPart, Turn } from '../examples/turn.ts';
import { redactPersonalData } from './personal-data.ts';

/** The example with personal data in its texts and contexts replaced by its kind. Tool calls and pictures stay as they are. */
export function redactExample(example: TrainingExample): TrainingExample {
  const messages = example.messages.map(redactTurn);
  if (example.kind === 'chat') return { ...example, messages };
  return {
    ...example,
    messages,
    chosen: example.chosen.map(redactTurn),
    rejected: example.rejected.map(redactTurn),
  };
}

function redactTurn(turn: Turn): Turn {
  const content =
    typeof turn.content === 'string' ? redactPersonalData(turn.content) : turn.content.map(redactPart);
  return {
    ...turn,
    content,
    ...(turn.context === undefined ? {} : { context: redactPersonalData(turn.context) }),
  };
}

function redactPart(part: ContentPart): ContentPart {
  return typeof part['text'] === 'string' ? { ...part, text: redactPersonalData(part['text']) } : part;
}
