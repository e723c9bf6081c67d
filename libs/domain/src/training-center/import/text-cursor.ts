import type { TextPosition } from './text-position.ts';

/** Knows the line and the column of places in a text that comes in pieces. Places are asked for in their order. */
export class TextCursor {
  #line = 1;
  #counted = 0;
  /** Where the current line begins, counted from the beginning of the current piece; below 0 if in an earlier one. */
  #lineStart = 0;

  /** The place of an offset of the current piece. */
  positionAt(chunk: string, offset: number): TextPosition {
    for (
      let at = chunk.indexOf('\n', this.#counted);
      at !== -1 && at < offset;
      at = chunk.indexOf('\n', at + 1)
    ) {
      this.#line += 1;
      this.#lineStart = at + 1;
    }
    this.#counted = Math.max(this.#counted, offset);
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  /** Whether there are only spaces before an offset on its line, as far as the line is in this piece. */
  isFirstOnLine(chunk: string, offset: number): boolean {
    this.positionAt(chunk, offset);
    return chunk.slice(Math.max(0, this.#lineStart), offset).trim() === '';
  }

  /** Ends the current piece. @returns the place behind it */
  endOf(chunk: string): TextPosition {
    const end = this.positionAt(chunk, chunk.length);
    this.#lineStart -= chunk.length;
    this.#counted = 0;
    return end;
  }
}
