/**
 * String literals of PostgreSQL: with backslash escapes (`E'…'`), without, and quoted by dollars. One that is not closed,
 * since the text was cut, goes to its end.
 */
const literal = /\bE'(?:[^'\\]|''|\\(?:.|$))*(?:'|$)|'(?:[^']|'')*(?:'|$)|\$([a-z_]*)\$.*?(?:\$\1\$|$)/gis;

/**
 * SQL with every string literal replaced by `?`. Most statements have placeholders only; some carry their values in the
 * text, quoted, and these may be somebody's words.
 */
export function withoutLiterals(sql: string): string {
  return sql.replaceAll(literal, '?');
}
