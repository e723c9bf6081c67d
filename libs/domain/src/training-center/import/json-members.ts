import { closingQuote, jsonCharacter as is, skipJsonSpace } from './json-characters.ts';
import { endOfJsonValue } from './locate-in-json.ts';

/** A field of a JSON object, and the offset at which its value begins. */
export type JsonMember = { name: string; value: number };

/** The fields of an object, as far as the text has them. */
export type JsonMembers = {
  members: JsonMember[];
  /** Offset behind the object; -1 where the text ends before it does. */
  end: number;
};

/**
 * Lists the fields of the object that opens at an offset without parsing it, so that the text may be cut off.
 * Nothing is listed where no object opens there.
 */
export function membersOf(text: string, object: number): JsonMembers {
  const members: JsonMember[] = [];
  if (text.charCodeAt(object) !== is.objectOpen) return { members, end: -1 };
  let at = skipJsonSpace(text, object + 1);
  while (text.charCodeAt(at) === is.quote) {
    const end = closingQuote(text, at + 1);
    const value = end === -1 ? text.length : skipJsonSpace(text, skipJsonSpace(text, end + 1) + 1);
    if (value >= text.length) return { members, end: -1 };
    members.push({ name: keyOf(text.slice(at + 1, end)), value });
    const next = skipJsonSpace(text, endOfJsonValue(text, value));
    at = text.charCodeAt(next) === is.comma ? skipJsonSpace(text, next + 1) : next;
  }
  return { members, end: text.charCodeAt(at) === is.objectClose ? at + 1 : -1 };
}

/** A field's name without its escapes; as it is written where they are wrong, which the parser will say. */
export function keyOf(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}

/** The names of the first element's fields, where a list of objects opens at an offset; null where none does. */
export function namesInFirstElement(text: string, list: number): string[] | null {
  if (text.charCodeAt(list) !== is.listOpen) return null;
  const first = skipJsonSpace(text, list + 1);
  if (text.charCodeAt(first) !== is.objectOpen) return null;
  return membersOf(text, first).members.map(({ name }) => name);
}
