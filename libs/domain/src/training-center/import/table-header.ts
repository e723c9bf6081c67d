import { suggestMapping } from './field-mapping.ts';

const LONGEST_NAME = 60;
const MOST_WORDS = 5;
const NUMBER = /^[\s\d.,:/%+-]+$/;
const SENTENCE_END = /[.!?…。！？,;]$/;

/** Names of columns that feed nothing of ours, in lower case without spaces, dashes and underscores. */
const plainNames = new Set([
  ...['id', 'index', 'idx', 'no', 'nr', 'number', 'key', 'uuid', 'date', 'time', 'timestamp', 'createdat'],
  ...['title', 'body', 'text', 'content', 'message', 'description', 'summary', 'subject', 'comment', 'post'],
  ...['role', 'speaker', 'sender', 'author', 'name', 'from', 'to', 'turn', 'patient', 'doctor', 'customer'],
  ...['label', 'labels', 'category', 'topic', 'tag', 'tags', 'type', 'class', 'intent', 'split', 'language'],
  ...['score', 'rating', 'url', 'link', 'notes', 'note', 'reason', 'explanation', 'reference', 'agent'],
]);

const isKnown = (cell: string): boolean => Object.keys(suggestMapping([cell]).mapping).length > 0;

const isPlainName = (cell: string): boolean =>
  /(?:^|[a-z_\s-])(?:id|ID|Id)$/.test(cell) ||
  plainNames.has(cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));

/** Whether a cell could be a column's name: short, of few words, no number and no sentence. */
function looksLikeName(cell: string): boolean {
  if (isKnown(cell)) return true;
  return (
    cell.length <= LONGEST_NAME &&
    cell.split(/\s+/).length <= MOST_WORDS &&
    !/[\r\n]/.test(cell) &&
    !NUMBER.test(cell) &&
    !SENTENCE_END.test(cell)
  );
}

/**
 * Whether the first row of a table names its columns. It does where it has known names for a question and an answer, or one
 * known name among cells that look like names; and where all cells look like names and most are what columns are called, or
 * the rows below are of another kind. Blank cells and repeated names do not matter.
 * @param following the next rows, as far as they are known
 */
export function isHeader(firstRow: readonly string[], following: readonly (readonly string[])[]): boolean {
  const row = firstRow.map((cell) => cell.trim());
  const cells = row.filter((cell) => cell !== '');
  const { mapping, usable } = suggestMapping([...new Set(cells)]);
  if (usable) return true;
  if (cells.length === 0 || !cells.every(looksLikeName)) return false;
  if (Object.keys(mapping).length > 0) return true;
  const named = cells.filter(isPlainName).length;
  return named * 2 > cells.length || isUnlike(row, following);
}

/** Whether rows are of another kind than the first one: much longer, or with numbers in a column that begins with a word. */
function isUnlike(first: readonly string[], following: readonly (readonly string[])[]): boolean {
  if (following.length === 0) return false;
  const lengths = following.map((row) => lengthOf(row)).toSorted((one, other) => one - other);
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0;
  if (lengthOf(first) * 2 <= usual) return true;
  return first.some((name, index) => name !== '' && following.every((row) => NUMBER.test(row[index] ?? '')));
}

const lengthOf = (row: readonly string[]): number => row.reduce((sum, cell) => sum + cell.trim().length, 0);
