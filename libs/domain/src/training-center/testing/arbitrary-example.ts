import fc from 'fast-check';
import type {
  ChatExample,
  ExampleLabels,
  PreferenceExample,
  TrainingExample,
} from '../examples/training-example.ts';
import type { JsonObject, ToolCall, Turn } from '../examples/turn.ts';
import { fillCallIds } from '../formats/call-ids.ts';

/** Texts that files get wrong: quotation marks, line ends, delimiters, formulas, marks, emoji, JSON in texts. */
const awkward = fc.constantFrom(
  ...[
    '"',
    '""',
    "'",
    "'=1",
    '=SUM(A1)',
    '+1',
    '-1',
    '@x',
    '\t',
    '\r\n',
    '\n\n',
    ',',
    ';',
    '\\',
    '\\n',
    '\u2028',
    '😀',
    'é',
    '…',
  ],
  ...[
    '\n\nContext:\n',
    'Context:',
    '{"a":1}',
    '[1]',
    '[[',
    '\uFEFF',
    'null',
    '42',
    ' ',
    'Human: a\n\nAssistant: b',
    '<b>',
  ],
);

/** A text that can be stored: whole characters, no NUL, and not blank. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 12 })), { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.join('').toWellFormed().replaceAll('\u0000', ''))
  .filter((text) => text.trim() !== '' && !text.includes('\uFFFD'));

const arbitraryName = fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => !name.startsWith('__'));

const arbitraryJson: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.stringMatching(/^x_[a-z]{1,6}$/),
  fc.oneof(
    arbitraryText,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.integer(), { maxLength: 3 }),
    fc.dictionary(arbitraryName, arbitraryText, { maxKeys: 2, noNullPrototype: true }),
  ),
  { minKeys: 1, maxKeys: 3, noNullPrototype: true },
);

const arbitraryCall: fc.Arbitrary<ToolCall> = fc.record(
  {
    id: fc.oneof(fc.constant(''), fc.stringMatching(/^call_[a-zA-Z0-9]{4,8}$/)),
    name: arbitraryName,
    arguments: fc
      .dictionary(arbitraryName, fc.oneof(arbitraryText, fc.integer(), fc.boolean()), {
        maxKeys: 3,
        noNullPrototype: true,
      })
      .map((parameters) => JSON.stringify(parameters)),
  },
  { noNullPrototype: true },
);

const arbitraryParts = fc
  .tuple(arbitraryText, fc.boolean(), arbitraryText)
  .map(([one, hasPicture, other]) => [
    { type: 'text', text: one },
    hasPicture
      ? { type: 'image_url', image_url: { url: 'https://example.org/a.png' } }
      : { type: 'text', text: other },
  ]);

const rarely = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

function withFields(turn: Turn, fields: { [Field in keyof Turn]?: Turn[Field] | undefined }): Turn {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.assign({ ...turn }, Object.fromEntries(given));
}

const system = arbitraryText.map((content): Turn => ({ role: 'system', content }));

const user = fc
  .tuple(
    fc.oneof({ weight: 19, arbitrary: arbitraryText }, { weight: 1, arbitrary: arbitraryParts }),
    fc.option(arbitraryText, { nil: undefined, freq: 1 }),
    rarely(arbitraryName),
    rarely(arbitraryJson),
  )
  .map(([content, context, name, extra]) =>
    withFields(
      { role: 'user', content },
      { context: typeof content === 'string' ? context : undefined, name, extra },
    ),
  );

const assistant = fc
  .tuple(arbitraryText, rarely(fc.constantFrom(0, 1)), rarely(arbitraryName))
  .map(([content, weight, name]) =>
    withFields(
      { role: 'assistant', content },
      { weight: weight === 0 ? 0 : weight === 1 ? 1 : undefined, name },
    ),
  );

const toolUse = fc
  .tuple(
    fc.oneof(fc.constant(''), arbitraryText),
    fc.array(arbitraryCall, { minLength: 1, maxLength: 2 }),
    fc.string({ unit: 'grapheme-ascii' }),
  )
  .map(([content, calls, result]): Turn[] => [
    { role: 'assistant', content, tool_calls: calls },
    ...calls.map(({ id }): Turn => ({
      role: 'tool',
      content: result,
      ...(id === '' ? {} : { tool_call_id: id }),
    })),
  ]);

const exchange = fc
  .tuple(user, rarely(toolUse), assistant)
  .map(([question, tools, answer]): Turn[] => [question, ...(tools ?? []), answer]);

const prompt = fc
  .tuple(
    fc.option(
      system.map((turn) => [turn]),
      { nil: [] },
    ),
    fc.array(exchange, { maxLength: 2 }),
  )
  .map(([first, earlier]) => [...first, ...earlier.flat()]);

const labels: fc.Arbitrary<ExampleLabels> = fc.record(
  {
    pattern_type: fc.constantFrom('greeting', 'answer', 'thanks'),
    genre: arbitraryText,
    quality_score: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
    source: arbitraryText,
  },
  { requiredKeys: ['pattern_type'], noNullPrototype: true },
);

const tools: fc.Arbitrary<JsonObject[]> = fc.array(
  fc
    .record({ name: arbitraryName, description: arbitraryText }, { noNullPrototype: true })
    .map((definition) => ({
      type: 'function',
      function: definition,
    })),
  { minLength: 1, maxLength: 2 },
);

const frame = fc
  .tuple(rarely(tools), fc.option(labels, { nil: undefined }), rarely(fc.boolean()), rarely(arbitraryJson))
  .map(([definitions, given, parallel, extra]) => ({
    ...(definitions === undefined ? {} : { tools: definitions }),
    ...(given === undefined ? {} : { labels: given }),
    ...(parallel === undefined ? {} : { parallel_tool_calls: parallel }),
    ...(extra === undefined ? {} : { extra }),
  }));

const chat: fc.Arbitrary<ChatExample> = fc
  .tuple(prompt, exchange, frame)
  .map(([before, last, rest]) => ({ kind: 'chat', messages: fillCallIds([...before, ...last]), ...rest }));

/** Two answers; now and then with one text, which only a name or a weight tells apart. */
const answers = fc
  .tuple(assistant, assistant, rarely(fc.constant(true)))
  .map(
    ([one, other, areAlike]) =>
      [one, areAlike === true ? { ...other, content: one.content } : other] as const,
  )
  .filter(([one, other]) => JSON.stringify(one) !== JSON.stringify(other));

const preference: fc.Arbitrary<PreferenceExample> = fc
  .tuple(prompt, user, answers, frame)
  .map(([before, question, [chosen, rejected], rest]) => ({
    kind: 'preference',
    messages: fillCallIds([...before, question]),
    chosen: [chosen],
    rejected: [rejected],
    ...rest,
  }));

/** Any example that an import can give. */
export const arbitraryExample: fc.Arbitrary<TrainingExample> = fc.oneof(
  { weight: 2, arbitrary: chat },
  { weight: 1, arbitrary: preference },
);
