/** A row of a CSV text and the line on which it begins. */
export type ParsedRow = { cells: string[]; line: number };

/** Cuts a text into rows and cells by RFC 4180, for tests; the product uses a library where it reads files. */
export function parseCsv(text: string): ParsedRow[] {
  const rows: ParsedRow[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/y;
  let row: ParsedRow = { cells: [], line: 1 };
  let line = 1;
  while (cell.lastIndex < text.length) {
    const [whole = '', quoted, plain = '', end = ''] = cell.exec(text) ?? [];
    row.cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === ',') continue;
    rows.push(row);
    row = { cells: [], line };
  }
  return rows;
}
