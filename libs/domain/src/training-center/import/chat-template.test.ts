import { describe, expect, it } from 'vitest';
import { splitTemplate, splitTemplatedPrompt } from './chat-template.ts';

const system = { role: 'system', content: 'Be brief.' };
const asked = { role: 'user', content: 'Which way?' };
const answered = { role: 'assistant', content: 'North.\n\nAlways.' };
const again = { role: 'user', content: 'Sure?' };
const yes = { role: 'assistant', content: 'Yes.' };

describe('a text that a template wrote', () => {
  it.each([
    [
      'ChatML',
      '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhich way?<|im_end|>\n<|im_start|>assistant\nNorth.\n\nAlways.<|im_end|>\n<|im_start|>user\nSure?<|im_end|>\n<|im_start|>assistant\nYes.<|im_end|>\n',
    ],
    [
      'Llama 3',
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nWhich way?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nNorth.\n\nAlways.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nSure?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nYes.<|eot_id|>',
    ],
    [
      'Llama 2',
      '<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nWhich way? [/INST] North.\n\nAlways. </s><s>[INST] Sure? [/INST] Yes. </s>',
    ],
    [
      'Zephyr',
      '<|system|>\nBe brief.</s>\n<|user|>\nWhich way?</s>\n<|assistant|>\nNorth.\n\nAlways.</s>\n<|user|>\nSure?</s>\n<|assistant|>\nYes.</s>\n',
    ],
    [
      'Alpaca',
      'Be brief.\n\n### Instruction:\nWhich way?\n\n### Response:\nNorth.\n\nAlways.\n\n### Instruction:\nSure?\n\n### Response:\nYes.',
    ],
  ])('of %s has its turns', (template, text) => {
    expect(splitTemplate(text)).toEqual({ template, turns: [system, asked, answered, again, yes] });
  });

  it.each([
    [
      'Gemma',
      '<bos><start_of_turn>user\nWhich way?<end_of_turn>\n<start_of_turn>model\nNorth.<end_of_turn>\n',
    ],
    ['“### Human” and “### Assistant”', '### Human: Which way?### Assistant: North.'],
    ['“Human” and “Assistant”', '\n\nHuman: Which way?\n\nAssistant: North.'],
    [
      'Llama 3',
      '<|start_header_id|>user<|end_header_id|>\n\nWhich way?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nNorth.<|eot_id|><|end_of_text|>',
    ],
    ['Zephyr', '<|user|>\nWhich way?<|end|>\n<|assistant|>\nNorth.<|end|>\n<|endoftext|>'],
    ['Vicuna', 'USER: Which way? ASSISTANT: North.</s>'],
    ['Names of speakers', 'User: Which way?\nAssistant: North.'],
    ['Names of speakers', 'Question: Which way?\nAnswer: North.\n'],
    ['Llama 2', '[INST] Which way? [/INST] North.'],
    ['Alpaca', '### Instruction: Which way?\n### Response: North.'],
  ])('of %s may be a single exchange', (template, text) => {
    expect(splitTemplate(text)).toEqual({
      template,
      turns: [asked, { role: 'assistant', content: 'North.' }],
    });
  });

  it('of Alpaca has its input for a context, and its own preamble is no text', () => {
    const preamble =
      'Below is an instruction that describes a task, paired with an input that provides further context. Write a response that appropriately completes the request.';
    const text = `${preamble}\n\n### Instruction:\nWhich way?\n\n### Input:\nAt sea.\n\n### Response:\nNorth.`;
    expect(splitTemplate(text)?.turns).toEqual([
      { ...asked, context: 'At sea.' },
      { role: 'assistant', content: 'North.' },
    ]);
  });

  it.each([
    'Once upon a time.',
    'Use <|im_start|>user\n to begin a message.',
    '### Response:\nNorth.',
    '### Instruction:\nWhich way?',
    '# Title\n## Input\nA chapter.\n## Output\nAnother.',
    'see [INST] a [/INST] b',
    'Question: Which way?',
    'Answer: North.\nQuestion: Which way?',
    'Once. Question: Which way?\nAnswer: North.',
    '<|im_start|>narrator\nHm.<|im_end|>\n<|im_start|>assistant\nYes.<|im_end|>',
  ])('is not seen in %j', (text) => {
    expect(splitTemplate(text)).toBeNull();
  });
});

describe('a hostile text', () => {
  const many = 300_000;

  it.each([
    [
      'marks of an end without an end',
      `<|im_start|>user\na${'<|im_end|>'.repeat(many)}b\n<|im_start|>assistant\nc`,
    ],
    ['spaces', `${' '.repeat(many)}<|im_start|>user\na\n<|im_start|>assistant\nc`],
    ['spaces within', `[INST] a [/INST] b${' '.repeat(many)}c`],
    ['line ends', `USER: a${'\n'.repeat(many)} ASSISTANT: b`],
  ])('of %s comes to its end', (_, text) => {
    expect(splitTemplate(text)?.turns).toHaveLength(2);
  });
});

describe('a prompt that a template wrote', () => {
  it.each([
    '[INST] Which way? [/INST]',
    '### Instruction:\nWhich way?\n\n### Response:\n',
    '<|im_start|>user\nWhich way?<|im_end|>\n<|im_start|>assistant\n',
    '<|start_header_id|>user<|end_header_id|>\n\nWhich way?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n',
    '### Human: Which way?### Assistant:',
  ])('has its question without marks: %j', (prompt) => {
    expect(splitTemplatedPrompt(prompt)).toEqual([asked]);
  });

  it.each([
    'Which way?',
    '[INST] Which way? [/INST] North.',
    '[INST] [/INST]',
    'Question: Which way?\nAnswer:',
  ])('is none in %j', (prompt) => {
    expect(splitTemplatedPrompt(prompt)).toBeNull();
  });
});
