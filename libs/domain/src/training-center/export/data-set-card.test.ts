import { describe, expect, it } from 'vitest';
import { dataSetCard } from './data-set-card.ts';

const card = {
  title: 'Mara: "by the sea"\n---\nlicense: evil',
  license: 'cc-by-4.0',
  languages: ['en', 'de'],
  format: 'chat',
  fileName: 'training-examples-chat.jsonl',
  examples: 1_200,
  preferencePairs: 0,
  meanResponseLength: 412.4,
  withPersonalData: 0,
  leftOut: 3,
} as const;

describe('the card of a data set', () => {
  it('has metadata that the hub reads, whatever the title says', () => {
    const [, front = ''] = dataSetCard(card).split(/^---$/m);
    expect(front.trim().split('\n')).toEqual([
      'pretty_name: "Mara: \\"by the sea\\"\\n---\\nlicense: evil"',
      'license: "cc-by-4.0"',
      'language:',
      '- "en"',
      '- "de"',
      'task_categories:',
      '- text-generation',
      'size_categories:',
      '- 1K<n<10K',
      'tags:',
      '- conversational',
      'configs:',
      '- config_name: default',
      '  data_files:',
      '  - split: train',
      '    path: "training-examples-chat.jsonl"',
    ]);
  });

  it('says how many there are and how to load them', () => {
    const text = dataSetCard(card);
    expect(text).toContain('1,200 examples. Responses have 412 characters on average.');
    expect(text).toContain('load_dataset("json", data_files="training-examples-chat.jsonl", split="train")');
  });
});
