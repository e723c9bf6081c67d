/** Texts that files get wrong: quotation marks, line ends, delimiters, formulas, other scripts, emoji, JSON, HTML. */
const awkward = [
  'She said “no”, and "never", and \'perhaps\'.',
  'One line\nanother line\n\nand a third',
  'commas, semicolons; tabs\tand | pipes',
  '=SUM(A1:A9) is a formula',
  '-1 is a number, +1 too',
  '{"json": ["in", "a", "text"]}',
  '<b>bold</b> & more',
  '今は休んで、明日眠ったあとで一緒に見ましょう。',
  'يمكنك أن ترتاح الآن، وغدًا سننظر في الأمر معًا',
  'Family: 👨‍👩‍👧‍👦, flag: 🇩🇪, é as é and e\u0301',
  '\\ backslash \\n not a line end',
  'null',
  '007',
];

const tool = {
  type: 'function',
  function: {
    name: 'tide',
    description: 'When the tide is in',
    parameters: { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] },
  },
};

const call = (id: string, day: string) => ({
  id,
  type: 'function',
  function: { name: 'tide', arguments: JSON.stringify({ day }) },
});

/** Alpaca records: awkward questions, contexts and answers. */
const plain = awkward.map((text, index) => ({
  instruction: `Question ${String(index)}: ${text}`,
  input: index % 2 === 0 ? text : '',
  output: `Answer ${String(index)}: ${text}`,
}));

/** OpenAI's chats: several turns, a system text, tools, weights, names. */
const chats = [
  ...awkward.map((text, index) => ({
    messages: [
      { role: 'system', content: `Be kind. ${text}` },
      { role: 'user', content: `First ${String(index)} ${text}` },
      { role: 'assistant', content: 'A first answer', weight: index % 2 },
      { role: 'user', content: `Then ${String(index)} ${text}` },
      { role: 'assistant', content: `A last answer ${String(index)} ${text}` },
    ],
  })),
  ...['Monday', 'Tuesday'].map((day) => ({
    messages: [
      { role: 'user', content: `When is the tide in on ${day}?`, name: 'ann' },
      { role: 'assistant', content: '', tool_calls: [call(`call_${day}`, day)] },
      { role: 'tool', tool_call_id: `call_${day}`, content: '7:40' },
      { role: 'assistant', content: `On ${day}, at 7:40.` },
    ],
    tools: [tool],
    parallel_tool_calls: false,
  })),
];

/** OpenAI's preference pairs. */
const pairs = awkward.map((text, index) => ({
  input: { messages: [{ role: 'user', content: `Pair ${String(index)}: ${text}` }] },
  preferred_output: [{ role: 'assistant', content: `Rather ${String(index)} ${text}` }],
  non_preferred_output: [{ role: 'assistant', content: `Not ${String(index)} ${text}` }],
}));

/** Files to import, one for each shape. */
export const mixedFiles: readonly { name: string; lines: readonly object[] }[] = [
  { name: 'plain.jsonl', lines: plain },
  { name: 'chats.jsonl', lines: chats },
  { name: 'pairs.jsonl', lines: pairs },
];

/** Examples there are in all of them. */
export const mixedExamples = plain.length + chats.length + pairs.length;
