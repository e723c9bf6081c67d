/** Where a text stops being JSON, as an offset from 0, why, and what to do. */
export type JsonSyntaxError = { offset: number; reason: string; advice: string };

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Reads a JSON string that opens at an offset.
 * @returns the offset behind its closing quotation mark, or the first fault in it
 */
export function readJsonString(text: string, opening: number): number | JsonSyntaxError {
  for (let at = opening + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return controlCharacter(at, code);
    if (code !== 0x5c) continue;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return wrongEscape(text, at);
    at = ESCAPE.lastIndex - 1;
  }
  return {
    offset: opening,
    reason: 'A text opens with a quotation mark here and is never closed.',
    advice: 'Close it with a quotation mark; if the file was cut off, export or download it again.',
  };
}

function controlCharacter(offset: number, code: number): JsonSyntaxError {
  if (code === 0x0a || code === 0x0d) {
    return {
      offset,
      reason: 'The line ends inside a text.',
      advice: 'Write line breaks inside texts as \\n, and close the text with a quotation mark.',
    };
  }
  const name = code === 0 ? 'a NUL byte' : code === 0x09 ? 'a tab' : 'a control character';
  const escape = `\\u${code.toString(16).padStart(4, '0')}`;
  return {
    offset,
    reason: `A text holds ${name}, which JSON does not allow there.`,
    advice: `Remove it or write it as ${code === 0x09 ? '\\t' : escape}.`,
  };
}

function wrongEscape(text: string, offset: number): JsonSyntaxError {
  return {
    offset,
    reason: `“${text.slice(offset, offset + 2)}” is no escape that JSON knows.`,
    advice: 'Write a backslash in a text as \\\\.',
  };
}
