import { isJsonSpace, jsonCharacter as is } from './json-characters.ts';
import { keyOf, namesInFirstElement } from './json-members.ts';
import { JsonValueTracker } from './json-value-tracker.ts';
import type { PassedOverList } from './line-splitter.ts';
import { areOfRecord, isRecordListName } from './record-lists.ts';
import type { TextCursor } from './text-cursor.ts';
import type { TextPosition } from './text-position.ts';

/** Between which characters of an object's level the reader is. */
type Phase = 'before_key' | 'key' | 'before_colon' | 'before_value' | 'value';

/** What the reader came to: nothing yet, a list of records, the end of the object, or what belongs into none. */
export type MembersState = 'open' | 'list' | 'closed' | 'broken';

/** Characters of a field's name and of a value's beginning that are looked at. */
const LONGEST_NAME = 1_000;
const LOOKED_AT = 4_096;

/**
 * Reads the fields of the object around a file's records, which comes in pieces, up to each list of records. All other
 * values are passed over; those that seem to hold records too are told, so that nothing is left out without a word.
 */
export class JsonMemberReader {
  readonly #lists: ReadonlySet<string>;
  readonly #nested: ReadonlySet<string>;
  /** Objects around records that are open within the outermost one: none or one. */
  #depth = 0;
  readonly #value = new JsonValueTracker();
  #phase: Phase = 'before_key';
  #state: MembersState = 'open';
  #name = '';
  #escaped = false;
  #position: TextPosition = { line: 1, column: 1 };
  /** The beginning of a value that may hold records. */
  #seen: string | null = null;
  #passedOver: PassedOverList[] = [];

  /**
   * @param lists names of lists that hold records, beside those that say so
   * @param nested names of objects around lists of records
   */
  constructor(lists: readonly string[], nested: readonly string[] = []) {
    this.#lists = new Set(lists);
    this.#nested = new Set(nested);
  }

  get state(): MembersState {
    return this.#state;
  }

  /**
   * Reads on from an offset, behind the object's opening bracket or behind a list of records.
   * @returns the offset behind the bracket that opens a list of records or closes the object; else as far as it came
   */
  advance(chunk: string, from: number, cursor: TextCursor): number {
    this.#state = 'open';
    let at = from;
    while (at < chunk.length && this.#state === 'open') {
      if (this.#phase === 'key') at = this.#readKey(chunk, at);
      else if (this.#phase === 'value') at = this.#passValue(chunk, at);
      else if (isJsonSpace(chunk.charCodeAt(at))) at += 1;
      else at = this.#readStructure(chunk, at, cursor);
    }
    return at;
  }

  /** The lists that were passed over since the last time although they seem to hold records. */
  takePassedOver(): PassedOverList[] {
    const lists = this.#passedOver;
    this.#passedOver = [];
    return lists;
  }

  #readStructure(chunk: string, at: number, cursor: TextCursor): number {
    const code = chunk.charCodeAt(at);
    if (this.#phase === 'before_value') return this.#beginValue(chunk, at, cursor);
    if (this.#phase === 'before_colon' && code === is.colon) this.#phase = 'before_value';
    else if (this.#phase === 'before_key' && code === is.objectClose) this.#close();
    else if (this.#phase === 'before_key' && code === is.quote) {
      this.#phase = 'key';
      this.#name = '';
    } else if (this.#phase !== 'before_key' || code !== is.comma) {
      this.#state = 'broken';
      return at;
    }
    return at + 1;
  }

  #close(): void {
    if (this.#depth === 0) this.#state = 'closed';
    else this.#depth -= 1;
  }

  #readKey(chunk: string, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (code === is.quote && !this.#escaped) {
        this.#phase = 'before_colon';
        return at + 1;
      }
      this.#escaped = code === is.backslash && !this.#escaped;
      if (this.#name.length < LONGEST_NAME) this.#name += chunk.charAt(at);
    }
    return chunk.length;
  }

  #beginValue(chunk: string, at: number, cursor: TextCursor): number {
    const name = keyOf(this.#name);
    const isNamed = isRecordListName(name);
    const code = chunk.charCodeAt(at);
    if (code === is.listOpen && (isNamed || this.#lists.has(name))) {
      this.#phase = 'before_key';
      this.#state = 'list';
      return at + 1;
    }
    if (code === is.objectOpen && this.#depth === 0 && this.#nested.has(name)) {
      this.#phase = 'before_key';
      this.#depth += 1;
      return at + 1;
    }
    this.#phase = 'value';
    this.#position = cursor.positionAt(chunk, at);
    this.#seen = code === is.listOpen || (code === is.objectOpen && isNamed) ? '' : null;
    this.#value.begin(code);
    return at;
  }

  #passValue(chunk: string, from: number): number {
    const end = this.#value.advance(chunk, from);
    if (this.#seen !== null && this.#seen.length < LOOKED_AT)
      this.#seen += chunk.slice(from, Math.min(end, from + LOOKED_AT));
    if (this.#value.state === 'broken') this.#state = 'broken';
    if (this.#value.state !== 'closed') return end;
    this.#phase = 'before_key';
    if (this.#seen !== null && seemsToHoldRecords(this.#seen))
      this.#passedOver.push({ ...this.#position, list: keyOf(this.#name) });
    return end;
  }
}

/** An object in place of a list is one only where its name says that it holds records. */
function seemsToHoldRecords(seen: string): boolean {
  return seen.startsWith('{') || areOfRecord(namesInFirstElement(seen, 0) ?? []);
}
