import { importLimits } from '../examples/example-rules.ts';
import { isJsonSpace, jsonCharacter as is } from './json-characters.ts';

/** How far a value is: its end is still to come, it is complete, or its structure cannot be that of JSON. */
export type ValueState = 'open' | 'closed' | 'broken';

/** Brackets inside each other that are followed; a value with more than these is broken. */
const MAX_BRACKETS = importLimits.depth * 16;

const opens = (code: number): boolean => code === is.objectOpen || code === is.listOpen;
const closes = (code: number): boolean => code === is.objectClose || code === is.listClose;
const openingOf = (code: number): number => (code === is.objectClose ? is.objectOpen : is.listOpen);

/**
 * Follows the brackets and texts of one JSON value over pieces of a file, to find where it ends. Texts are skipped from
 * quotation mark to quotation mark, which is what makes it fast.
 */
export class JsonValueTracker {
  #state: ValueState = 'closed';
  #brackets: number[] = [];
  #inText = false;
  #escaped = false;
  /** A value without brackets and quotation marks ends before what follows it. */
  #isBare = false;
  /** A closing bracket where a value belongs is a value by itself: one that cannot be parsed. */
  #isStray = false;
  /** The last character of meaning outside of texts; a quotation mark stands for a whole text. */
  #last = 0;

  get state(): ValueState {
    return this.#state;
  }

  /** Begins a value whose first character is the next one that `advance` gets. */
  begin(firstCode: number): void {
    this.#state = 'open';
    this.#brackets = [];
    this.#inText = false;
    this.#escaped = false;
    this.#isBare = !opens(firstCode) && firstCode !== is.quote;
    this.#isStray = closes(firstCode);
    this.#last = is.colon;
  }

  /**
   * Reads on from an offset.
   * @returns the offset behind the value where it ended; that of the character that broke it; else the text's length
   */
  advance(text: string, from: number): number {
    let at = from;
    while (at < text.length && this.#state === 'open') {
      at = this.#inText ? this.#readText(text, at) : this.#readStructure(text, at);
    }
    return at;
  }

  #readText(text: string, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at += 1;
    }
    const quote = text.indexOf('"', at);
    const end = quote === -1 ? text.length : quote;
    const lineEnd = text.slice(at, end).indexOf('\n');
    if (lineEnd !== -1) {
      this.#state = 'broken';
      return at + lineEnd;
    }
    let slashes = 0;
    while (end - slashes > at && text.charCodeAt(end - slashes - 1) === is.backslash) slashes += 1;
    const escapesNext = slashes % 2 === 1;
    if (quote === -1) {
      this.#escaped = escapesNext;
      return text.length;
    }
    if (escapesNext) return quote + 1;
    this.#inText = false;
    this.#last = is.quote;
    if (this.#brackets.length === 0) this.#state = 'closed';
    return quote + 1;
  }

  #readStructure(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#isBare) {
        if (!isJsonSpace(code) && code !== is.comma && !closes(code)) continue;
        this.#state = 'closed';
        return this.#isStray ? at + 1 : at;
      }
      if (code === is.quote) {
        this.#inText = true;
        return at + 1;
      }
      if (opens(code)) this.#open(code);
      else if (closes(code)) this.#close(code);
      if (this.#state === 'closed') return at + 1;
      if (this.#state === 'broken') return at;
      if (!isJsonSpace(code)) this.#last = code;
    }
    return text.length;
  }

  #open(code: number): void {
    const isElement =
      this.#brackets.at(-1) === is.listOpen && (this.#last === is.listOpen || this.#last === is.comma);
    const isPlace = this.#last === is.colon || isElement;
    if (!isPlace || this.#brackets.length >= MAX_BRACKETS) this.#state = 'broken';
    else this.#brackets.push(code);
  }

  #close(code: number): void {
    if (this.#brackets.pop() !== openingOf(code)) this.#state = 'broken';
    else if (this.#brackets.length === 0) this.#state = 'closed';
  }
}
