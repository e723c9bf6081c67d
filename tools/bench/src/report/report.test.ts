import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeMachine, loadWarning } from './machine.ts';
import { createPrinter } from './printer.ts';

const table = {
  name: 'times',
  title: 'Times',
  columns: [
    { key: 'what', heading: 'what', unit: 'text' },
    { key: 'median', heading: 'median', unit: 'ms' },
    { key: 'ratio', heading: 'ratio', unit: 'ratio' },
  ],
  rows: [
    { what: 'product', median: 1234.56, ratio: 2.5 },
    { what: 'limit', median: 0.123, ratio: null },
  ],
} as const;

describe('a bench report', () => {
  it('aligns figures for people and keeps them unrounded for programs', () => {
    let text = '';
    const { print, report } = createPrinter((more) => (text += more));
    print.table(table);
    expect(stripVTControlCharacters(text)).toBe(
      [
        '',
        'Times',
        '',
        '  what        median    ratio',
        '  product   1,235 ms   2.50 ×',
        '  limit      0.12 ms        –',
        '',
        '',
      ].join('\n'),
    );
    expect(report.tables['times']).toEqual(table.rows);
  });

  it('says whether a target is met', () => {
    let text = '';
    const { print, report } = createPrinter((more) => (text += more));
    print.target({ name: 'soon', subject: 'an event', measured: 120, below: 100, unit: 'ms' });
    expect(stripVTControlCharacters(text)).toBe('Target missed: an event 120 ms, to be under 100 ms.\n');
    expect(report.targets['soon']).toMatchObject({ met: false });
  });

  it('warns on a busy machine and not on a quiet one', () => {
    const machine = { ...describeMachine(), processors: 4 };
    expect(loadWarning({ ...machine, load_average: [0.3, 9, 9] })).toBeNull();
    expect(loadWarning({ ...machine, load_average: [3.1, 0, 0] })).toMatch(/busy: a load of 3\.10 on 4/);
  });
});
