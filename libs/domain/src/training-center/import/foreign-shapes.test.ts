import { describe, expect, it } from 'vitest';
import { RecordReader } from './read-record.ts';

const read = (record: unknown) => new RecordReader().read(record);

const question = { role: 'user', content: 'Which way?' };
const answer = { role: 'assistant', content: 'North.' };
const system = { role: 'system', content: 'Be brief.' };

describe('records of other makers', () => {
  it.each([
    [
      'Gemini’s',
      {
        systemInstruction: { role: 'system', parts: [{ text: 'Be brief.' }] },
        contents: [
          { role: 'user', parts: [{ text: 'Which way?' }] },
          { role: 'model', parts: [{ text: 'North.' }] },
        ],
      },
    ],
    [
      'Gemini’s with the names of its Python library',
      {
        system_instruction: 'Be brief.',
        contents: [{ parts: ['Which way?'] }, { role: 'model', parts: [{ text: 'North.' }] }],
      },
    ],
    [
      'Bedrock’s',
      {
        system: [{ text: 'Be brief.' }],
        messages: [
          { role: 'user', content: [{ text: 'Which way?' }] },
          { role: 'assistant', content: [{ text: 'North.' }] },
        ],
      },
    ],
    [
      'a text in ChatML',
      {
        text: '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhich way?<|im_end|>\n<|im_start|>assistant\nNorth.<|im_end|>',
      },
    ],
    [
      'Glaive’s without a call',
      { system: 'SYSTEM: Be brief.', chat: 'USER: Which way?\n\n\nASSISTANT: North. <|endoftext|>' },
    ],
  ])('are %s', (_, record) => {
    expect(read(record)).toEqual({
      ok: true,
      value: { kind: 'chat', messages: [system, question, answer] },
      notices: [],
    });
  });

  it('are UltraChat’s questions and answers in turn', () => {
    expect(read({ id: '7', data: ['Which way?', 'North.', 'Sure?', 'Yes.'] })).toMatchObject({
      value: {
        messages: [
          question,
          answer,
          { role: 'user', content: 'Sure?' },
          { role: 'assistant', content: 'Yes.' },
        ],
        extra: { id: '7' },
      },
    });
    expect(read({ data: ['Which way?', 'North.', 'Sure?'] })).toMatchObject({
      faults: [{ path: ['data'], code: 'no_answer' }],
    });
    expect(read({ data: ['red', 'green'], colour: 'blue' })).toMatchObject({
      faults: [{ code: 'unknown_format' }],
    });
  });

  it('are Glaive’s with calls, their results and the tools of the system text', () => {
    const record = {
      system:
        'SYSTEM: You have access to the following functions. Use them if required -\n{\n    "name": "get_news",\n    "parameters": {}\n}\n{\n    "name": "get_time",\n    "parameters": {}\n}',
      chat:
        'USER: News?\n\n\nASSISTANT: <functioncall> {"name": "get_news", "arguments": \'{"q": "tech"}\'} <|endoftext|>\n\n\n' +
        'FUNCTION RESPONSE: {"headlines": ["A"]}\n\n\nASSISTANT: There is A. <|endoftext|>\n\n',
    };
    expect(read(record)).toMatchObject({
      value: {
        messages: [
          { role: 'system', content: expect.stringMatching(/^You have access/) },
          { role: 'user', content: 'News?' },
          {
            role: 'assistant',
            content: '',
            tool_calls: [{ id: 'call_1', name: 'get_news', arguments: '{"q":"tech"}' }],
          },
          { role: 'tool', content: '{"headlines": ["A"]}', tool_call_id: 'call_1' },
          { role: 'assistant', content: 'There is A.' },
        ],
        tools: [{ function: { name: 'get_news' } }, { function: { name: 'get_time' } }],
      },
    });
    const broken = { chat: 'USER: News?\n\n\nASSISTANT: <functioncall> get_news()' };
    expect(read(broken)).toMatchObject({ faults: [{ path: ['chat'], code: 'invalid_tool_call' }] });
  });

  it.each([
    [
      'Gemini’s calls',
      {
        contents: [
          { role: 'user', parts: [{ text: 'News?' }] },
          { role: 'model', parts: [{ functionCall: { name: 'get_news' } }] },
        ],
      },
      {
        path: ['contents', 1, 'parts', 0],
        code: 'invalid_value',
        reason: expect.stringContaining('functionCall'),
      },
    ],
    [
      'an answer without a text',
      { text: '<|im_start|>user\nWhich way?<|im_end|>\n<|im_start|>assistant\n' },
      { path: ['text'], code: 'empty_text' },
    ],
    [
      'single messages of a tree',
      { message_id: 'b', parent_id: 'a', text: 'North.', role: 'assistant' },
      {
        path: [],
        code: 'unknown_format',
        advice: expect.stringMatching(/“messages” of one record; of a tree/),
      },
    ],
  ])('are told what to do with %s', (_, record, fault) => {
    expect(read(record)).toMatchObject({ ok: false, faults: [fault] });
  });

  it('are prompts of a template with their answers', () => {
    expect(read({ prompt: '[INST] Which way? [/INST]', completion: 'North.' })).toMatchObject({
      value: { messages: [question, answer] },
    });
  });

  it('are told what to do with a text alone', () => {
    expect(read({ text: 'Once upon a time.' })).toMatchObject({
      faults: [{ code: 'unknown_format', advice: expect.stringContaining('ChatML') }],
    });
  });

  it('keep the form that their fields say, whatever a text among them holds', () => {
    const text = '### Instruction:\nWhich way?\n\n### Response:\nNorth.';
    expect(read({ instruction: 'Which way?', input: '', output: 'South.', text })).toMatchObject({
      value: { messages: [question, { content: 'South.' }], extra: { text } },
    });
  });
});

describe('what is no record is refused with what to do', () => {
  const mapping = { root: { message: null, children: [] } };

  it.each([
    ['pandas’ columns', { instruction: { 0: 'a', 1: 'b' }, output: { 0: 'c', 1: 'd' } }, /orient="records"/],
    ['pandas’ rows by their index', { 0: { prompt: 'a' }, 1: { prompt: 'b' } }, /orient="records"/],
    ['pandas’ split form', { columns: ['prompt'], index: [0], data: [['a']] }, /orient="records"/],
    ['a chat exported by ChatGPT', { title: 'Trees', mapping, current_node: 'root' }, /“messages”/],
    ['a chat exported by Claude', { uuid: '7', name: 'Trees', chat_messages: [] }, /“messages”/],
    ['a request of a batch', { custom_id: '7', body: { messages: [question, answer] } }, /“body”/],
  ])('such as %s', (_, record, advice) => {
    expect(read(record)).toEqual({
      ok: false,
      faults: [
        {
          path: [],
          code: 'unknown_format',
          reason: expect.stringMatching(/^It is /),
          advice: expect.stringMatching(advice),
        },
      ],
    });
  });

  it('but a record whose question is an object is no table', () => {
    expect(read({ instruction: { text: 'a' }, output: 'b' })).toMatchObject({
      faults: [{ path: ['instruction'], code: 'wrong_type' }],
    });
  });
});
