import { skipJsonSpace } from './json-characters.ts';
import { readJsonString, type JsonSyntaxError } from './json-text-fault.ts';

/** What the grammar allows at a place. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'more' | 'end';

type Bracket = '{' | '[';

const BARE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const BARE_END = /[\s,\]}:]|$/y;
const WORD = /[^\s,\]}:"]+/y;

/**
 * Finds the first place at which a text breaks the grammar of JSON (RFC 8259); null for valid JSON. JavaScript's own
 * messages name no place for short texts, and say what is wrong in words for programmers. Deep nesting takes no stack.
 */
export function findJsonSyntaxError(text: string): JsonSyntaxError | null {
  const open: Bracket[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    at = skipJsonSpace(text, at);
    if (at >= text.length) return expected === 'end' ? null : unfinished(text, open);
    const step = takeStep(text, at, expected, open);
    if ('reason' in step) return step;
    [at, expected] = [step.next, step.expected];
  }
}

type Step = { next: number; expected: Expected };

function takeStep(text: string, at: number, expected: Expected, open: Bracket[]): Step | JsonSyntaxError {
  const character = text.charAt(at);
  if (expected === 'end') return trailing(text, at);
  if (expected === 'colon') {
    return character === ':'
      ? { next: at + 1, expected: 'value' }
      : missing(text, at, 'a colon between a key and its value');
  }
  if (expected === 'more') return goOn(text, at, open);
  if (isClosing(character, expected)) return close(at, open);
  return expected.startsWith('key') ? readKey(text, at) : readValue(text, at, open);
}

const isClosing = (character: string, expected: Expected): boolean =>
  (character === ']' && expected === 'value or ]') || (character === '}' && expected === 'key or }');

const afterValue = (open: readonly Bracket[]): Expected => (open.length === 0 ? 'end' : 'more');

function close(at: number, open: Bracket[]): Step {
  open.pop();
  return { next: at + 1, expected: afterValue(open) };
}

function goOn(text: string, at: number, open: Bracket[]): Step | JsonSyntaxError {
  const isObject = open.at(-1) === '{';
  const character = text.charAt(at);
  if (character === ',') return { next: at + 1, expected: isObject ? 'key' : 'value' };
  if (character === (isObject ? '}' : ']')) return close(at, open);
  if (character === '}' || character === ']') return wrongBracket(at, character);
  return missing(text, at, isObject ? 'a comma between two fields' : 'a comma between two values');
}

function readKey(text: string, at: number): Step | JsonSyntaxError {
  if (text.charAt(at) === '"') {
    const end = readJsonString(text, at);
    return typeof end === 'number' ? { next: end, expected: 'colon' } : end;
  }
  if (text.charAt(at) === '}') return extraComma(at);
  return {
    offset: at,
    reason: `A field’s name in double quotation marks belongs here, and there is ${shown(text, at)}.`,
    advice: 'Put names and texts in double quotation marks.',
  };
}

function readValue(text: string, at: number, open: Bracket[]): Step | JsonSyntaxError {
  const character = text.charAt(at);
  if (character === '"') {
    const end = readJsonString(text, at);
    return typeof end === 'number' ? { next: end, expected: afterValue(open) } : end;
  }
  if (character === '{' || character === '[') {
    open.push(character);
    return { next: at + 1, expected: character === '{' ? 'key or }' : 'value or ]' };
  }
  BARE.lastIndex = at;
  if (BARE.test(text)) {
    BARE_END.lastIndex = BARE.lastIndex;
    if (BARE_END.test(text)) return { next: BARE.lastIndex, expected: afterValue(open) };
  }
  return notAValue(text, at, open);
}

function notAValue(text: string, at: number, open: readonly Bracket[]): JsonSyntaxError {
  const character = text.charAt(at);
  if (character === ']' && open.at(-1) === '[') return extraComma(at);
  if (character === "'" || character === '“' || character === '‘') {
    return {
      offset: at,
      reason: `Texts in JSON stand in straight double quotation marks, not in ${character}.`,
      advice: 'If the file was written by Python, write it with json.dumps.',
    };
  }
  return {
    offset: at,
    reason: `${shown(text, at)} is no value that JSON knows.`,
    advice: 'Write a text in double quotation marks, a number, true, false or null.',
  };
}

/** The word or character at a place, for a message. */
function shown(text: string, at: number): string {
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0] ?? text.charAt(at);
  return `“${word.length > 20 ? `${word.slice(0, 20)}…` : word}”`;
}

function missing(text: string, at: number, what: string): JsonSyntaxError {
  return { offset: at, reason: `There should be ${what} before ${shown(text, at)}.`, advice: 'Add it.' };
}

function extraComma(at: number): JsonSyntaxError {
  return { offset: at, reason: 'A comma stands before a closing bracket.', advice: 'Remove the comma.' };
}

function wrongBracket(at: number, character: string): JsonSyntaxError {
  return {
    offset: at,
    reason: `“${character}” closes a bracket of the other kind.`,
    advice: 'A bracket is missing before it, or this one is too much.',
  };
}

function trailing(text: string, at: number): JsonSyntaxError {
  return {
    offset: at,
    reason: `The record is complete, and is followed by ${shown(text, at)}.`,
    advice: 'Put every record on a line of its own, or all of them into a list with commas between them.',
  };
}

function unfinished(text: string, open: readonly Bracket[]): JsonSyntaxError {
  const missingBrackets = open.map((bracket) => (bracket === '{' ? '}' : ']')).reverse();
  const what =
    text === ''
      ? 'before its list is closed; anything after this place could not be read'
      : 'in the middle of a record';
  const brackets =
    missingBrackets.length === 0 ? '' : ` “${missingBrackets.slice(0, 10).join('')}” is missing.`;
  return {
    offset: text.length,
    reason: `It ends ${what}.${brackets}`,
    advice: 'If the file was cut off, export or download it again.',
  };
}
