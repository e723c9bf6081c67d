import { describe, expect, it } from 'vitest';
import { splitTemplate } from './chat-template.ts';

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
    '<|im_start|>narrator\nHm.<|im_end|>\n<|im_start|>assistant\nYes.<|im_end|>',
  ])('is not seen in %j', (text) => {
    expect(splitTemplate(text)).toBeNull();
  });
});
