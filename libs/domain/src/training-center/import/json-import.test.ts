import { describe, expect, it } from 'vitest';
import type { ImportedRecord } from './imported-record.ts';
import type { ImportFault } from './import-fault.ts';
import { JsonImport } from './json-import.ts';

function importLines(text: string, recordCharacters?: number): ImportedRecord[] {
  const reader = new JsonImport({
    container: { kind: 'lines' },
    ...(recordCharacters === undefined ? {} : { recordCharacters }),
  });
  const pieces = text.match(/[\s\S]{1,11}/g) ?? [];
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const GOOD = '{"prompt": "Hi", "completion": "Hello"}';

function faultOf(line: string): ImportFault | undefined {
  const [record] = importLines(line);
  return record?.ok === false ? record.faults[0] : undefined;
}

describe('lines of a file', () => {
  it('are kept where they are good and told with line and column where they are not', () => {
    const records = importLines(`\uFEFF${GOOD}\r\n\r\n{"prompt": "Hi" "completion": "x"}\n${GOOD}`);
    expect(records.map(({ ok, line, record }) => [ok, line, record])).toEqual([
      [true, 1, 1],
      [false, 3, 2],
      [true, 4, 3],
    ]);
    expect(records[1]).toMatchObject({ faults: [{ code: 'syntax_error', line: 3, column: 17 }] });
  });

  it('point at the message in which a role is not known', () => {
    const fault = faultOf(
      '{"messages": [{"role": "user", "content": "a"}, {"role": "wizard", "content": "b"}]}',
    );
    expect(fault).toMatchObject({ code: 'unknown_role', column: 58, field: 'messages[1].role' });
  });

  it('that are longer than the limit are skipped to their end', () => {
    const records = importLines(`${GOOD}\n{"prompt": "${'x'.repeat(500)}", "completion": "y"}\n${GOOD}`, 100);
    expect(records.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(records[1]).toMatchObject({ line: 2, faults: [{ code: 'record_too_long' }] });
  });
});

describe('a number in place of a text', () => {
  it.each([
    ['1.50', '1.50'],
    ['-0.0', '-0.0'],
    ['12345678901234567890', '12345678901234567890'],
    ['1e3', '1e3'],
    ['7', '7'],
  ])('is the text that the file has: %s', (written, text) => {
    const [record] = importLines(`{"instruction": 4.20, "output" : ${written}}`);
    expect(record).toMatchObject({
      ok: true,
      example: { messages: [{ content: '4.20' }, { content: text }] },
    });
  });
});

describe('hostile records', () => {
  it.each([
    ['a NUL byte', '{"prompt": "a\u0000", "completion": "b"}', 'syntax_error'],
    ['a field that occurs twice', '{"prompt": "a", "completion": "b", "prompt": "c"}', 'duplicate_key'],
    [
      'a field that occurs twice under an escape',
      '{"prompt": "a", "completion": "b", "\\u0070rompt": "c"}',
      'duplicate_key',
    ],
    ['a prototype', '{"prompt": "a", "completion": "b", "__proto__": {"x": 1}}', 'forbidden_key'],
    [
      'a prototype deep inside',
      '{"messages": [{"role": "user", "content": "a", "__proto__": {}}]}',
      'forbidden_key',
    ],
    ['a number without bounds', '{"prompt": "a", "completion": "b", "n": 1e999}', 'number_out_of_range'],
    ['too many brackets', `{"prompt": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'too_deep'],
    ['a list in place of an object', '["prompt", "completion"]', 'not_an_object'],
    ['no field that is known', '{"foo": "a", "bar": "b"}', 'unknown_format'],
    ['an empty answer', '{"prompt": "a", "completion": "  "}', 'empty_text'],
    ['no answer', '{"messages": [{"role": "user", "content": "a"}]}', 'no_answer'],
    [
      'a weight of two',
      '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b", "weight": 2}]}',
      'invalid_value',
    ],
    [
      'a tool call without arguments in JSON',
      '{"conversations": [{"from": "human", "value": "a"}, {"from": "function_call", "value": "f(x)"}]}',
      'invalid_tool_call',
    ],
    ['two answers that are the same', '{"prompt": "a", "chosen": "b", "rejected": "b"}', 'identical_pair'],
    [
      'an answer that is marked as bad',
      '{"prompt": "a", "completion": "b", "label": false}',
      'marked_as_bad',
    ],
    ['text that is an object', '{"prompt": "a", "completion": {"b": 1}}', 'wrong_type'],
  ])('with %s are refused with a code', (_, line, code) => {
    const fault = faultOf(line);
    expect(fault).toMatchObject({ code, line: 1 });
    expect(fault?.reason).not.toBe('');
    expect(fault?.advice).not.toBe('');
  });

  it('with half an emoji or an escaped NUL are repaired, and say so', () => {
    const [record] = importLines('{"prompt": "a\\ud83d", "completion": "b\\u0000"}');
    expect(record).toMatchObject({
      ok: true,
      example: { messages: [{ content: 'a\uFFFD' }, { content: 'b\uFFFD' }] },
      notices: [{ code: 'text_repaired' }, { code: 'text_repaired' }],
    });
  });

  it('with a number that loses digits are kept, and say so', () => {
    const [record] = importLines('{"prompt": "a", "completion": "b", "id": 12345678901234567891}');
    expect(record).toMatchObject({ ok: true, notices: [{ code: 'number_rounded', column: 42 }] });
  });
});

describe('a list over several lines', () => {
  it('has the line and the column of a fault within an element', () => {
    const file = '[\n  {\n    "instruction": "a",\n    "output": ""\n  }\n]';
    const reader = new JsonImport({
      container: { kind: 'elements', place: { inside: 'list', offset: 0 } },
    });
    const [record] = reader.push(file);
    expect(record).toMatchObject({ ok: false, line: 2, faults: [{ line: 4, column: 15, field: 'output' }] });
  });
});
