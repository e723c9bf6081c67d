/** Marks of the beginning of a text. */
const beginnings = new Set(['', '<s>', '<bos>', '<|begin_of_text|>', '<|endoftext|>']);

/** Whether what stands before the first message of a template is nothing but the mark of the beginning. */
export function isBeginning(text: string): boolean {
  return beginnings.has(text.trim());
}

/**
 * A text without the marks that it ends with, and without white space behind them. Not by a regular expression: one that looks for
 * repeated marks at the end takes the square of the time where they are everywhere.
 */
export function withoutEnd(text: string, marks: readonly string[]): string {
  let rest = text.trimEnd();
  for (;;) {
    const mark = marks.find((one) => rest.endsWith(one));
    if (mark === undefined) return rest;
    rest = rest.slice(0, -mark.length).trimEnd();
  }
}
