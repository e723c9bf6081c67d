/** String literals of PostgreSQL: with backslash escapes (`E'…'`), without, and quoted by dollars. */
const literal = /\bE'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|\$([a-z_]*)\$.*?\$\1\$/gis;

/**
 * SQL with every string literal replaced by `?`. Most statements have placeholders only; some carry their values in the
 * text, quoted, and these may be somebody's words. An unclosed literal takes the rest of the text with it.
 */
export function withoutLiterals(sql: string): string {
  const stripped = sql.replaceAll(literal, '?');
  const unclosed = stripped.indexOf("'");
  return unclosed === -1 ? stripped : `${stripped.slice(0, unclosed)}?`;
}
