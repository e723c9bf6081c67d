import { JsonElementSplitter } from './json-element-splitter.ts';
import { isOversized, isPassedOver, type SplitRecord, type TextRecord } from './line-splitter.ts';
import { readJsonText } from './read-json-text.ts';

/**
 * The objects of a line that is no JSON by itself, but several after each other, or with commas between or after them as a
 * list without its brackets has them. Null where anything else is on the line: its fault is to be told then.
 */
export function splitJoinedLine(line: TextRecord): TextRecord[] | null {
  if (!line.text.startsWith('{')) return null;
  const splitter = new JsonElementSplitter({ inside: 'file' });
  const pieces = [...splitter.push(line.text), ...splitter.end()];
  if (!pieces.every(isObject)) return null;
  return pieces.map(({ column, text }) => ({ line: line.line, column: line.column + column - 1, text }));
}

function isObject(piece: SplitRecord): piece is TextRecord {
  if (isOversized(piece) || isPassedOver(piece) || !piece.text.startsWith('{')) return false;
  return readJsonText(piece).ok;
}
