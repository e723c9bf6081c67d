/** What a spreadsheet would take for a formula, and what looks like one that was escaped. */
export const formulaPattern = /^'*[=+\-@\t\r]/;
/** What has to be in quotation marks. White space is written out, since PostgreSQL's `\s` means other characters. */
export const quotedPattern =
  /[",\r\n]|^[\t\v\f \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]|[\t\v\f \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]$/;
const ESCAPED = /^'+[=+\-@\t\r]/;

/**
 * The text of a cell as no spreadsheet takes it for a formula (OWASP, "CSV Injection"): an apostrophe goes before a text that
 * begins with =, +, -, @, a tab or a carriage return, and before one that begins so after apostrophes. `unescapeFormula`
 * takes exactly that apostrophe away again, so that a file that is exported and imported is the same.
 */
export function escapeFormula(text: string): string {
  return formulaPattern.test(text) ? `'${text}` : text;
}

/** The text of a cell without the apostrophe that `escapeFormula` put before it. Formulas themselves are kept as text. */
export function unescapeFormula(text: string): string {
  return ESCAPED.test(text) ? text.slice(1) : text;
}

/** A cell by RFC 4180: in quotation marks where it has to be, and not taken for a formula. */
export function csvCell(text: string): string {
  const safe = escapeFormula(text);
  return quotedPattern.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row by RFC 4180, its line end included. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
