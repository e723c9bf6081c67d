import { importLimits } from '../examples/example-rules.ts';
import { closingQuote, jsonCharacter as is, skipJsonSpace } from './json-characters.ts';
import type { ImportFaultCode } from './import-fault.ts';

/** A fault in a text that is valid JSON all the same. */
export type StructureFault = { offset: number; code: ImportFaultCode; reason: string; advice: string };

/** What is worth knowing about the structure of a JSON text before it is parsed. */
export type JsonStructure = {
  fault: StructureFault | null;
  /** Offset of the first whole number that JavaScript cannot hold exactly; -1 if there is none. */
  roundedNumber: number;
};

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Fields that JavaScript gives a meaning to: they must not pass through code that copies fields. */
const FORBIDDEN = '__proto__';

type Scan = { text: string; keys: string[][]; depth: number; structure: JsonStructure };

/**
 * Looks for what `JSON.parse` accepts without a word: fields that occur twice in an object (of which it keeps the last),
 * a field named `__proto__`, numbers that become infinite or lose digits, and nesting without end. One pass, which skips
 * texts; the text need not be valid JSON.
 */
export function scanJsonStructure(text: string): JsonStructure {
  const scan: Scan = { text, keys: [], depth: 0, structure: { fault: null, roundedNumber: -1 } };
  let at = 0;
  while (at < text.length && scan.structure.fault === null) {
    const code = text.charCodeAt(at);
    if (code === is.quote) at = passText(scan, at);
    else if (code === is.objectOpen || code === is.listOpen) at = enter(scan, at, code === is.objectOpen);
    else if (code === is.objectClose || code === is.listClose) at = leave(scan, at);
    else if ((code >= 0x30 && code <= 0x39) || code === 0x2d) at = passNumber(scan, at);
    else at += 1;
  }
  return scan.structure;
}

/** An empty list of keys stands for a list, whose elements have none. */
const NO_KEYS: string[] = [];

function enter(scan: Scan, at: number, isObject: boolean): number {
  scan.keys.push(isObject ? [] : NO_KEYS);
  if (scan.keys.length > importLimits.depth) {
    scan.structure.fault = {
      offset: at,
      code: 'too_deep',
      reason: `Objects and lists are nested more than ${String(importLimits.depth)} deep here.`,
      advice: 'An example needs few levels; check how the file was made.',
    };
  }
  return at + 1;
}

function leave(scan: Scan, at: number): number {
  scan.keys.pop();
  return at + 1;
}

function passText(scan: Scan, opening: number): number {
  const closing = closingQuote(scan.text, opening + 1);
  if (closing === -1) return scan.text.length;
  const colon = skipJsonSpace(scan.text, closing + 1);
  if (scan.text.charCodeAt(colon) !== is.colon) return closing + 1;
  const keys = scan.keys.at(-1);
  const key = keyText(scan.text.slice(opening + 1, closing));
  if (key === FORBIDDEN) scan.structure.fault = forbidden(opening);
  else if (keys?.includes(key)) scan.structure.fault = duplicate(opening, key);
  else keys?.push(key);
  return colon + 1;
}

/** A key without its escapes; as it is where they are wrong, which the parser will say. */
function keyText(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function passNumber(scan: Scan, at: number): number {
  NUMBER.lastIndex = at;
  const digits = NUMBER.exec(scan.text)?.[0];
  if (digits === undefined) return at + 1;
  const value = digits.length > 15 || /[eE]/.test(digits) ? Number(digits) : 0;
  if (!Number.isFinite(value)) {
    scan.structure.fault = {
      offset: at,
      code: 'number_out_of_range',
      reason: `The number ${digits.length > 30 ? `${digits.slice(0, 30)}…` : digits} is too large.`,
      advice: 'Write it as a text, in quotation marks.',
    };
  } else if (
    Math.abs(value) > Number.MAX_SAFE_INTEGER &&
    /^-?\d+$/.test(digits) &&
    scan.structure.roundedNumber === -1
  ) {
    scan.structure.roundedNumber = at;
  }
  return at + digits.length;
}

function forbidden(offset: number): StructureFault {
  return {
    offset,
    code: 'forbidden_key',
    reason: `A field is named “${FORBIDDEN}”, which has a special meaning in programs and could be used to attack them.`,
    advice: 'Remove or rename the field.',
  };
}

function duplicate(offset: number, key: string): StructureFault {
  return {
    offset,
    code: 'duplicate_key',
    reason: `The field “${key.slice(0, 60)}” occurs twice in the same object, and programs disagree on which one counts.`,
    advice: 'Keep one of the two.',
  };
}
