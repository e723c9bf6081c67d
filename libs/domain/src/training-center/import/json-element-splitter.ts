import { importLimits } from '../examples/example-rules.ts';
import { isJsonSpace, jsonCharacter as is } from './json-characters.ts';
import { JsonMemberReader } from './json-member-reader.ts';
import { JsonValueTracker } from './json-value-tracker.ts';
import type { RecordSplitter, SplitRecord } from './line-splitter.ts';
import { TextCursor } from './text-cursor.ts';
import type { TextPosition } from './text-position.ts';

/** Which values of a JSON file are the records. */
export type ElementPlace =
  /** Values one after the other, each over any number of lines. */
  | { inside: 'file' }
  /** Elements of the list that opens at this character of the file, from 0. */
  | { inside: 'list'; offset: number }
  /**
   * Elements of lists in the object that opens there: of these, and of all others that are named for records. `nested` are
   * objects in it whose lists are meant as well.
   */
  | { inside: 'object'; offset: number; lists: readonly string[]; nested?: readonly string[] };

type Phase = 'head' | 'members' | 'between' | 'within' | 'lost' | 'done';

/** Characters of what breaks the object around the lists that are given to show the fault. */
const BROKEN_CHARACTERS = 100;

/**
 * Splits a JSON file into the elements of a list, of several lists in an object one after the other, or into values that
 * follow each other, and holds no more than one of them. It follows the structure only; whether an element is valid is
 * for `readJsonText` to say.
 *
 * An element whose structure is broken (a text that runs over the end of its line, a bracket that closes another one, an
 * object where a key belongs) is given up to that place, so that the fault can be shown. Reading goes on with the next
 * line that opens an object in the column in which elements open. If there is none, or the file ends before its list
 * does, a record with an empty text marks the place from which nothing could be read.
 */
export class JsonElementSplitter implements RecordSplitter {
  readonly #place: ElementPlace;
  readonly #limit: number;
  readonly #value = new JsonValueTracker();
  readonly #cursor = new TextCursor();
  #phase: Phase;
  #headLeft: number;
  #inList: boolean;
  #records: SplitRecord[] = [];
  #held = '';
  #skipped = 0;
  #start: TextPosition = { line: 1, column: 1 };
  #end: TextPosition = { line: 1, column: 1 };
  /** Column in which elements open on lines of their own; 0 while none did. */
  #elementColumn = 0;
  /** Reads what is around the lists; undefined where nothing is. */
  readonly #members: JsonMemberReader | undefined;

  /** @param limit characters of the longest element that is taken */
  constructor(place: ElementPlace, limit: number = importLimits.recordCharacters) {
    this.#place = place;
    this.#limit = limit;
    this.#inList = place.inside === 'list';
    this.#headLeft = place.inside === 'file' ? 0 : place.offset + 1;
    this.#phase = place.inside === 'file' ? 'between' : 'head';
    this.#members = place.inside === 'object' ? new JsonMemberReader(place.lists, place.nested) : undefined;
  }

  push(chunk: string): SplitRecord[] {
    let unheld = 0;
    let at = 0;
    while (at < chunk.length && this.#phase !== 'done') {
      if (this.#phase === 'within') at = this.#readOn(chunk, at, unheld);
      else if (this.#phase === 'head') at = this.#skipHead(chunk);
      else if (this.#phase === 'members') at = this.#readMembers(chunk, at);
      else unheld = at = this.#phase === 'lost' ? this.#seekLine(chunk, at) : this.#seekElement(chunk, at);
    }
    if (this.#phase === 'within') this.#hold(chunk.slice(unheld));
    this.#end = this.#cursor.endOf(chunk);
    return this.#taken();
  }

  end(): SplitRecord[] {
    const isBetween = this.#inList && this.#phase === 'between';
    const isCutOff = isBetween || this.#phase === 'head' || this.#phase === 'members';
    if (this.#phase === 'within') this.#emit('');
    else if (isCutOff || this.#phase === 'lost') this.#records.push({ ...this.#end, text: '' });
    this.#phase = 'done';
    return this.#taken();
  }

  #skipHead(chunk: string): number {
    const skipped = Math.min(this.#headLeft, chunk.length);
    this.#headLeft -= skipped;
    if (this.#headLeft === 0) this.#phase = this.#members === undefined ? 'between' : 'members';
    return skipped;
  }

  #readMembers(chunk: string, at: number): number {
    const members = this.#members;
    if (members === undefined) return at;
    const end = members.advance(chunk, at, this.#cursor);
    this.#records.push(...members.takePassedOver());
    if (members.state === 'broken') {
      const text = chunk.slice(end, end + BROKEN_CHARACTERS);
      this.#records.push({ ...this.#cursor.positionAt(chunk, end), text });
      this.#phase = 'done';
    } else if (members.state !== 'open') {
      this.#inList = members.state === 'list';
      this.#phase = 'between';
    }
    return end;
  }

  #readOn(chunk: string, at: number, unheld: number): number {
    const end = this.#value.advance(chunk, at);
    if (this.#value.state === 'open') return end;
    const isBroken = this.#value.state === 'broken';
    this.#emit(chunk.slice(unheld, isBroken ? end + 1 : end));
    this.#phase = isBroken ? 'lost' : 'between';
    // A bracket that broke this element may be the first one of the next.
    return end;
  }

  #seekElement(chunk: string, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (isJsonSpace(code) || code === is.comma || code === 0xfeff || code === is.recordSeparator) continue;
      if (code === is.listClose && this.#inList) {
        this.#inList = false;
        if (this.#place.inside === 'object') this.#phase = 'members';
        return at + 1;
      }
      if (code === is.listOpen && !this.#inList && this.#place.inside === 'list') {
        this.#inList = true;
        continue;
      }
      this.#begin(chunk, at);
      return at;
    }
    return chunk.length;
  }

  #seekLine(chunk: string, from: number): number {
    const separator = this.#place.inside === 'file' ? chunk.indexOf('\u001E', from) : -1;
    if (separator !== -1) {
      this.#phase = 'between';
      return separator + 1;
    }
    for (let at = chunk.indexOf('{', from); at !== -1; at = chunk.indexOf('{', at + 1)) {
      const { column } = this.#cursor.positionAt(chunk, at);
      if (column !== this.#elementColumn || !this.#cursor.isFirstOnLine(chunk, at)) continue;
      this.#begin(chunk, at);
      return at;
    }
    return chunk.length;
  }

  #begin(chunk: string, at: number): void {
    this.#phase = 'within';
    this.#start = this.#cursor.positionAt(chunk, at);
    if (this.#elementColumn === 0 && this.#cursor.isFirstOnLine(chunk, at))
      this.#elementColumn = this.#start.column;
    this.#value.begin(chunk.charCodeAt(at));
  }

  #hold(text: string): void {
    if (this.#skipped === 0 && this.#held.length + text.length <= this.#limit) {
      this.#held += text;
      return;
    }
    this.#skipped += this.#held.length + text.length;
    this.#held = '';
  }

  #emit(text: string): void {
    this.#hold(text);
    if (this.#skipped > 0) this.#records.push({ ...this.#start, characters: this.#skipped });
    else this.#records.push({ ...this.#start, text: this.#held });
    this.#held = '';
    this.#skipped = 0;
  }

  #taken(): SplitRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}
