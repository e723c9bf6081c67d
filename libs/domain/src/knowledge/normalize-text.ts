/**
 * A text as it is split and stored: line ends as "\n", no white space at the ends of lines, runs of spaces as one and of
 * empty lines as one, and no control characters. What a person reads stays the same.
 */
export function normalizeText(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\f|\v/gu, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f\ufeff]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
