import {
  contentOf,
  taughtTurns,
  type TrainingExample,
} from '../../training-center/examples/training-example.ts';
import type { Turn } from '../../training-center/examples/turn.ts';
import { redactExample } from '../../training-center/quality/redact-example.ts';
import type { FineTuneMethod, FineTuneProvider } from '../fine-tune-provider.ts';

/** What every example of a job begins with: a text, its own system message, or nothing. */
export type SystemPromptRule = { use: 'text'; text: string } | { use: 'own' } | { use: 'none' };

/** How examples become what a model learns from; the same for all examples of a job. */
export type ExampleRules = {
  provider: FineTuneProvider;
  method: FineTuneMethod;
  systemPrompt: SystemPromptRule;
  /** Whether personal data is replaced by its kind. */
  redact: boolean;
};

const MOST_NAME_CHARACTERS = 64;

/**
 * The example as the model is to see it: labels and foreign fields gone, personal data replaced where that is asked for,
 * the system prompt first and alone, names in the characters that providers take. In supervised training, a pair becomes
 * the conversation with its preferred answer.
 */
export function prepareExample(example: TrainingExample, rules: ExampleRules): TrainingExample {
  const content = contentOf(example);
  const cleaned = rules.redact ? redactExample(content) : content;
  const asked = rules.method === 'supervised' ? asChat(cleaned) : cleaned;
  const messages = withSystemPrompt(asked.messages, rules.systemPrompt).map(withPlainName);
  if (asked.kind === 'chat') return { ...asked, messages };
  const [chosen, rejected] = [asked.chosen.map(withPlainName), asked.rejected.map(withPlainName)];
  return { ...asked, messages, chosen, rejected };
}

function asChat(example: TrainingExample): TrainingExample {
  if (example.kind === 'chat') return example;
  const { tools, parallel_tool_calls: parallel } = example;
  return {
    kind: 'chat',
    messages: [...taughtTurns(example)],
    ...(tools === undefined ? {} : { tools }),
    ...(parallel === undefined ? {} : { parallel_tool_calls: parallel }),
  };
}

/** Providers take one system message, the first; two with different words would teach neither. */
function withSystemPrompt(turns: readonly Turn[], rule: SystemPromptRule): Turn[] {
  if (rule.use === 'own') return [...turns];
  const spoken = turns.filter(({ role }) => role !== 'system');
  return rule.use === 'none' ? spoken : [{ role: 'system', content: rule.text }, ...spoken];
}

function withPlainName(turn: Turn): Turn {
  if (turn.name === undefined) return turn;
  const { name, ...rest } = turn;
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, MOST_NAME_CHARACTERS);
  return /[A-Za-z0-9]/.test(plain) ? { ...rest, name: plain } : rest;
}
