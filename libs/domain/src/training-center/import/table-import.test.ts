import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow, escapeFormula, unescapeFormula } from '../formats/csv-cell.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { TableImport } from './table-import.ts';
import { layoutOf } from './table-layout.ts';

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
