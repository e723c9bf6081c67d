import { diffLines } from 'diff';
import type { TextDiffLine } from './version-comparison.ts';

/**
 * Compares two texts line by line (Myers 1986). Removed lines come before the added ones that replace them; a line end
 * at the end of a text makes no difference.
 */
export function diffText(before: string, after: string): TextDiffLine[] {
  return diffLines(withLineEnd(before), withLineEnd(after)).flatMap(({ value, added, removed }) => {
    const type = added ? 'added' : removed ? 'removed' : 'unchanged';
    const lines = value.split('\n').slice(0, -1);
    return lines.map((text): TextDiffLine => ({ type, text }));
  });
}

function withLineEnd(text: string): string {
  const lines = text.replace(/\r\n?/gu, '\n');
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}
