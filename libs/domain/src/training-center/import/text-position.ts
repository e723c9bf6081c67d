/** A place in a file: line and character, both from 1. */
export type TextPosition = { line: number; column: number };

/**
 * The place of a character of a record's text in its file.
 * @param start where the record begins in the file
 * @param offset of the character in the text, from 0
 */
export function positionIn(text: string, offset: number, start: TextPosition): TextPosition {
  let lines = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    lineStart = at + 1;
  }
  if (lines === 0) return { line: start.line, column: start.column + offset };
  return { line: start.line + lines, column: offset - lineStart + 1 };
}
