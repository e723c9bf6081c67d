import { describe, expect, it } from 'vitest';
import type { TrainingExample } from '../../training-center/examples/training-example.ts';
import { fineTuneSelectionSchema } from '../contracts/selection.ts';
import { CandidateCollector, type CollectorOptions } from './candidate-collector.ts';
import { planFiles } from './plan-files.ts';
import { TrainingFileWriter } from './training-file-writer.ts';

const options: CollectorOptions = {
  provider: 'openai',
  method: 'supervised',
  systemPrompt: { use: 'text', text: 'You are Ash.' },
  redact: true,
  countTokens: (text) => Math.ceil(text.length / 4),
  tokenLimit: 1_000,
};

const colours = ['red', 'green', 'blue', 'yellow', 'black', 'white', 'brown', 'orange', 'grey', 'pink'];
const animals = ['dog', 'cat', 'horse', 'cow', 'goat', 'owl', 'fox', 'bear', 'wolf', 'hen'];
const places = ['barn', 'river', 'hill', 'market', 'bridge', 'tower', 'meadow', 'cellar', 'attic', 'harbour'];
const word = (list: string[], index: number) => list[index % list.length] ?? '';

function exampleOf(index: number): TrainingExample {
  const [colour, animal, place] = [
    word(colours, index),
    word(animals, Math.floor(index / 10)),
    word(places, index + Math.floor(index / 10)),
  ];
  return {
    kind: 'chat',
    messages: [
      { role: 'user', content: `Where did the ${colour} ${animal} sleep?` },
      {
        role: 'assistant',
        content: `It slept near the ${place}, ${colour} as ever, said ${animal}@example.org.`,
      },
    ],
  };
}

function collect(examples: readonly TrainingExample[], changes: Partial<CollectorOptions> = {}) {
  const collector = new CandidateCollector({ ...options, ...changes });
  const reasons = examples.map((example, index) =>
    collector.add({
      id: `id-${String(index)}`,
      example,
      patternType: word(['answer', 'statement', 'greeting'], index),
      quality: 0.9,
      conversationId: null,
      position: null,
    }),
  );
  return { collector, reasons };
}

const chat = (question: string, answer: string): TrainingExample => ({
  kind: 'chat',
  messages: [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ],
});

describe('the first pass', () => {
  it('leaves out what is the same, nearly the same, too long, or would be refused', () => {
    const story = 'Once upon a time there was a fox who lived in a hole under the old oak tree by the river';
    const { reasons, collector } = collect([
      chat('Tell me a story', story),
      chat('Tell me a story', story),
      chat('tell me a story!', `${story}.`),
      chat('Tell me a long story', 'x '.repeat(4_000)),
      chat('Say nothing', ' '),
      chat('😀', '🎉'),
      chat('😀', '🎉'),
    ]);
    expect(reasons).toEqual([null, 'duplicate', 'near_duplicate', 'too_long', 'invalid', null, 'duplicate']);
    expect([...collector.faults]).toEqual([['missing_content', 1]]);
    expect(collector.candidates).toHaveLength(2);
  });

  it('gives the same and nearly the same prompts one class', () => {
    const long = 'what do you think about the weather in the mountains at this time of the year my friend';
    const { collector } = collect([
      chat(long, 'I like it a lot, honestly.'),
      chat(`${long}?`, 'Too cold for the likes of me.'),
      chat('Something else', 'Then something else it is.'),
    ]);
    expect(collector.candidates.map(({ promptClass }) => promptClass)).toEqual([0, 0, 1]);
  });

  it('takes pairs alone for preference training', () => {
    const pair: TrainingExample = {
      kind: 'preference',
      messages: [{ role: 'user', content: 'Hi' }],
      chosen: [{ role: 'assistant', content: 'Hello there!' }],
      rejected: [{ role: 'assistant', content: 'What?' }],
    };
    expect(collect([chat('Hi', 'Hello'), pair], { method: 'dpo' }).reasons).toEqual(['not_a_pair', null]);
  });
});

describe('both passes', () => {
  const examples = Array.from({ length: 100 }, (_, index) => exampleOf(index));
  const selection = fineTuneSelectionSchema.parse({});
  const { collector } = collect(examples);
  const plan = planFiles({ ...collectorResult(collector), selection, provider: 'openai', seed: 42 });

  it('write two files that the provider takes, with no prompt in both', () => {
    const written = [plan.trainingIds, plan.validationIds].map((ids, index) => {
      const writer = new TrainingFileWriter(options, index === 0 ? 'training' : 'validation');
      const texts = ids.map((id) => writer.write(examples[Number(id.slice(3))] ?? exampleOf(0)));
      return { lines: texts.map(({ text }) => text), ...writer.finish() };
    });
    const [training, validation] = written;
    expect(training?.report).toMatchObject({
      isAcceptable: true,
      redactions: { email: plan.trainingIds.length },
    });
    expect(validation?.report).toMatchObject({ isAcceptable: true, examples: plan.validationIds.length });
    expect(plan.trainingIds.length + plan.validationIds.length + plan.leftOut.size).toBe(100);
    expect(training?.lines[0]).toMatch(
      /^\{"messages":\[\{"role":"system","content":"You are Ash\."\}.*\[email\].*\}\n$/,
    );
    const prompts = (lines: string[] = []) =>
      lines.map((line) => /"role":"user","content":"([^"]*)"/.exec(line)?.[1] ?? '');
    const trained = new Set(prompts(training?.lines));
    expect(prompts(validation?.lines).filter((prompt) => trained.has(prompt))).toEqual([]);
  });

  it('count the tokens that an estimate is made of', () => {
    expect(plan.training.examples).toBe(plan.trainingIds.length);
    expect(plan.training.tokens).toBeGreaterThan(20 * plan.trainingIds.length);
    expect(Object.keys(plan.byPatternType)).toHaveLength(3);
  });

  it('give the same plan for the same seed', () => {
    const again = planFiles({
      ...collectorResult(collect(examples).collector),
      selection,
      provider: 'openai',
      seed: 42,
    });
    expect(again).toEqual(plan);
    const other = planFiles({ ...collectorResult(collector), selection, provider: 'openai', seed: 43 });
    expect(other.validationIds).not.toEqual(plan.validationIds);
  });
});

function collectorResult({ candidates, leftOut }: CandidateCollector) {
  return { candidates, leftOut };
}
