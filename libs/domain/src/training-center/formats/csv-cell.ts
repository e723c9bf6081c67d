/** How texts begin that a spreadsheet could take for a formula: a pattern for JavaScript and for PostgreSQL. */
export const formulaStart = "^'*[=+@\\t\\r-]";

const FORMULA = new RegExp(formulaStart);
const ESCAPED = /^'+[=+\-@\t\r]/;

/**
 * The text of a cell as no spreadsheet takes it for a formula (OWASP, "CSV Injection"): an apostrophe goes before a text that
 * begins with =, +, -, @, a tab or a carriage return, and before one that begins so after apostrophes. `unescapeFormula`
 * takes exactly that apostrophe away again, so that a file that is exported and imported is the same.
 */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text of a cell without the apostrophe that `escapeFormula` put before it. Formulas themselves are kept as text. */
export function unescapeFormula(text: string): string {
  return ESCAPED.test(text) ? text.slice(1) : text;
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** A cell by RFC 4180: in quotation marks where it has to be, and not taken for a formula. */
export function csvCell(text: string): string {
  return NEEDS_QUOTES.test(escapeFormula(text)) ? quotedCsvCell(text) : escapeFormula(text);
}

/** A cell by RFC 4180: in quotation marks if there is anything in it, and not taken for a formula. */
export function quotedCsvCell(text: string): string {
  return text === '' ? '' : `"${escapeFormula(text).replaceAll('"', '""')}"`;
}

/** A row by RFC 4180, its line end included. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A row of such cells, its line end included: nobody has to look for what would need quotation marks. */
export function quotedCsvRow(cells: readonly string[]): string {
  return `${cells.map(quotedCsvCell).join(',')}\r\n`;
}
