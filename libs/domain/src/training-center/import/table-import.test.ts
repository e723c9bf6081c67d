import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvColumns } from '../export/csv-columns.ts';
import { csvRow, escapeFormula, unescapeFormula } from '../formats/csv-cell.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { TableImport } from './table-import.ts';
import { detectDelimiter, isSeparatorLine, layoutOf } from './table-layout.ts';

describe('the layout of a table', () => {
  it('has a header where a name in it is known', () => {
    expect(layoutOf(['User Question/Input', 'Context', 'Expected AI Response', 'tag'])).toMatchObject({
      hasHeader: true,
      mapping: { instruction: 'User Question/Input', context: 'Context', response: 'Expected AI Response' },
      unmapped: ['tag'],
      usable: true,
    });
  });

  it('is read by position where the first row is an example', () => {
    expect(layoutOf(['How are you?', 'Fine.'])).toMatchObject({
      hasHeader: false,
      mapping: { instruction: 'column 1', response: 'column 2' },
    });
  });
});

describe('a header', () => {
  const rows = [
    ['0', 'What is rye?', 'A grain that grows where it is cold.'],
    ['1', 'What is oat?', 'Another grain, which horses like.'],
  ];

  it('may have blank cells and repeated names, and an index of pandas is left out', () => {
    expect(layoutOf(['', 'question', 'answer'], rows)).toMatchObject({
      hasHeader: true,
      columns: ['column 1', 'question', 'answer'],
      counters: ['column 1'],
      mapping: { instruction: 'question', response: 'answer' },
      unmapped: [],
    });
    expect(layoutOf(['Unnamed: 0', 'question', 'answer'], rows)).toMatchObject({ counters: ['Unnamed: 0'] });
    expect(layoutOf(['question', 'answer', 'answer', ''])).toMatchObject({
      columns: ['question', 'answer', 'answer (2)', 'column 4'],
      counters: [],
      mapping: { instruction: 'question', response: 'answer' },
      unmapped: ['answer (2)', 'column 4'],
      usable: true,
    });
  });

  it.each([
    [
      ['conversation_id', 'role', 'content'],
      ['1', 'user', 'Hi'],
    ],
    [
      ['Title', 'Body'],
      ['Rye', 'A grain.'],
    ],
    [
      ['Description', 'Patient', 'Doctor'],
      ['Q. Cold?', 'I sneeze.', 'Drink tea.'],
    ],
    [
      ['speaker', 'text'],
      ['Ann', 'Hello there.'],
    ],
    [
      ['Thema', 'Erklärung'],
      ['Roggen', 'Ein Getreide, das auch dort wächst, wo es im Winter kalt wird.'],
    ],
  ])('of names that feed nothing needs a mapping and is no example: %j', (header, row) => {
    expect(layoutOf(header, [row])).toMatchObject({
      hasHeader: true,
      columns: header,
      mapping: {},
      usable: false,
    });
  });

  it.each([[['Hund', 'dog']], [['Who?', 'Me.']], [['42', '43']]])('is not seen in %j', (first) => {
    const following = [['Katze', 'cat']];
    expect(layoutOf(first, following)).toMatchObject({ hasHeader: false, usable: true });
  });
});

describe('a table without a header', () => {
  it('is not read by position where there are more columns than two', () => {
    const first = ['1', 'What is rye?', 'A grain.', 'food'];
    expect(layoutOf(first)).toMatchObject({ hasHeader: false, mapping: {}, usable: false });
  });

  it('is read by position beside numbers that count its rows', () => {
    const layout = layoutOf(['1', 'What is rye?', 'A grain.'], [['2', 'What is oat?', 'Another one.']]);
    expect(layout).toMatchObject({ mapping: { instruction: 'column 2', response: 'column 3' } });
    const table = new TableImport(layout);
    expect(table.read({ cells: ['3', 'a', 'b'], line: 3 })).not.toHaveProperty('example.extra');
    expect(table.read({ cells: ['end', 'a', 'b'], line: 4 })).toMatchObject({
      example: { extra: { 'column 1': 'end' } },
    });
  });
});

describe('the first line of Excel', () => {
  it('says the delimiter and is no row', () => {
    const file = 'sep=;\r\nquestion;answer\r\na, b, c, d;e, f, g, h\r\n';
    expect(detectDelimiter(file, true)).toBe(';');
    expect(isSeparatorLine(['sep=', ''])).toBe(true);
    expect(isSeparatorLine(['sep=', 'x'])).toBe(false);
  });
});

describe('an apostrophe before what could be a formula', () => {
  const cells = ["'-ish", '', "'=1"];

  it('belongs to the text of a foreign file', () => {
    expect(
      new TableImport(layoutOf(['question', 'answer'])).read({ cells: ["'-ish?", "'=1"], line: 2 }),
    ).toMatchObject({
      example: { messages: [{ content: "'-ish?" }, { content: "'=1" }] },
    });
  });

  it('is taken away where our own export put it', () => {
    expect(new TableImport(layoutOf(csvColumns)).read({ cells, line: 2 })).toMatchObject({
      example: { messages: [{ content: '-ish' }, { content: '=1' }] },
    });
  });
});

describe('our own export of which columns were removed', () => {
  const columns = ['response', 'instruction', 'pattern_type'];

  it('loses the apostrophes too, and that is told', () => {
    const row = { cells: ["'=1", "'-ish", "'+"], line: 2 };
    expect(new TableImport(layoutOf(columns)).read(row)).toMatchObject({
      example: { messages: [{ content: '-ish' }, { content: '=1' }], labels: { pattern_type: '+' } },
      notices: [
        { line: 2, field: 'response', code: 'formula_guard_removed' },
        { field: 'instruction' },
        { field: 'pattern_type' },
      ],
    });
  });

  it('is not seen in columns that anybody has, or beside others', () => {
    for (const foreign of [
      ['instruction', 'response'],
      [...columns, 'mood'],
    ]) {
      const cells = foreign.map(() => "'=1");
      const record = new TableImport(layoutOf(foreign)).read({ cells, line: 2 });
      expect(record, foreign.join()).toMatchObject({ example: { messages: [{ content: "'=1" }, {}] } });
    }
  });
});

describe('a row of a table', () => {
  const table = () => new TableImport(layoutOf(['instruction', 'response', 'genre', 'note']));

  it('keeps formulas as text and foreign columns as extra fields', () => {
    expect(table().read({ cells: ['=1+1', '@here', 'comedy', 'n1'], line: 2 })).toMatchObject({
      ok: true,
      example: {
        messages: [{ content: '=1+1' }, { content: '@here' }],
        labels: { genre: 'comedy' },
        extra: { note: 'n1' },
      },
    });
  });

  it('with more cells than columns is refused', () => {
    expect(table().read({ cells: ['a', 'b', 'c', 'd', 'e'], line: 7 })).toMatchObject({
      ok: false,
      line: 7,
      faults: [{ code: 'column_count' }],
    });
  });

  it('without an answer names the column', () => {
    expect(table().read({ cells: ['a', ''], line: 3 })).toMatchObject({
      faults: [{ field: 'response', column: null }],
    });
  });
});

describe('a cell', () => {
  it('is never a formula, and the same after it is read', () => {
    const cells = fc.oneof(fc.string(), fc.stringMatching(/^'*[=+\-@\t\r].{0,5}$/));
    fc.assert(
      fc.property(cells, (text) => {
        expect(escapeFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(unescapeFormula(escapeFormula(text))).toBe(text);
      }),
    );
  });

  it('survives delimiters, quotation marks and line ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a",\r\n ]{0,6}$/), { minLength: 2, maxLength: 4 }),
        (cells) => {
          expect(parseCsv(csvRow(cells)).map((row) => row.cells.map(unescapeFormula))).toEqual([cells]);
        },
      ),
    );
  });
});
