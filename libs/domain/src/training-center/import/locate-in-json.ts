import { closingQuote, jsonCharacter as is, skipJsonSpace } from './json-characters.ts';
import type { FieldPath } from './import-fault.ts';

/**
 * The offset of the value at a path in a text that is valid JSON. Where a path leads to nothing (a missing field), the
 * offset of the innermost object or list that is there.
 */
export function locateInJson(text: string, path: FieldPath): number {
  let at = skipJsonSpace(text, 0);
  for (const key of path) {
    const next = typeof key === 'number' ? elementAt(text, at, key) : fieldAt(text, at, key);
    if (next === -1) return at;
    at = next;
  }
  return at;
}

function elementAt(text: string, list: number, index: number): number {
  if (text.charCodeAt(list) !== is.listOpen) return -1;
  let at = skipJsonSpace(text, list + 1);
  for (let passed = 0; at < text.length && text.charCodeAt(at) !== is.listClose; passed += 1) {
    if (passed === index) return at;
    at = nextEntry(text, at);
  }
  return -1;
}

function fieldAt(text: string, object: number, key: string): number {
  if (text.charCodeAt(object) !== is.objectOpen) return -1;
  let at = skipJsonSpace(text, object + 1);
  while (text.charCodeAt(at) === is.quote) {
    const end = closingQuote(text, at + 1);
    const value = skipJsonSpace(text, skipJsonSpace(text, end + 1) + 1);
    if (JSON.parse(text.slice(at, end + 1)) === key) return value;
    at = nextEntry(text, value);
  }
  return -1;
}

/** The offset of the entry that follows a value: behind the comma, or on the closing bracket. */
function nextEntry(text: string, value: number): number {
  const end = skipJsonSpace(text, endOfJsonValue(text, value));
  return text.charCodeAt(end) === is.comma ? skipJsonSpace(text, end + 1) : end;
}

/** The offset behind the value that begins at an offset; the text's length where it does not end. */
export function endOfJsonValue(text: string, value: number): number {
  let depth = 0;
  for (let at = value; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === is.quote) {
      const closing = closingQuote(text, at + 1);
      if (closing === -1) return text.length;
      at = closing;
    } else if (code === is.objectOpen || code === is.listOpen) depth += 1;
    else if (code === is.objectClose || code === is.listClose) depth -= 1;
    else if (depth > 0 || !(code === is.comma || code <= is.space)) continue;
    // A comma, a space or the bracket of what is around ends a bare value; anything else ended here itself.
    if (depth < 0 || (depth === 0 && (code === is.comma || code <= is.space))) return at;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
