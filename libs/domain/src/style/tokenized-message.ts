import emojiRegex from 'emoji-regex';
import { LAUGHTER_WORD } from './informal-words.ts';

/** A message cut once into the parts that every measure reads. */
export interface TokenizedMessage {
  /** The message, trimmed. */
  readonly text: string;
  /** The message without links and emoji: what punctuation and letter case are read from. */
  readonly prose: string;
  /** Lower-case words in order. Three or more equal letters in a row become one: "heyyy" is "hey". */
  readonly words: readonly string[];
  /** The same words with an empty string at every punctuation mark, so that phrases do not run across one. */
  readonly tokens: readonly string[];
  readonly emoji: readonly string[];
  /** Characters as a reader counts them: a flag or a family emoji is one. */
  readonly characterCount: number;
  readonly hasLink: boolean;
  /** True where a letter was drawn out: "sooo", "yesss". */
  readonly hasElongation: boolean;
}

const LINK = /(?:https?:\/\/|www\.)\S+/giu;
const WORD_OR_BREAK = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|[.!?…,;:\n]/gu;
const BREAKS = new Set('.!?…,;:\n');
const ELONGATED = /(\p{L})\1{2,}/gu;
const ASCII_ONLY = /^[\x00-\x7f]*$/;
/** Latin letters and typographic punctuation: every code unit is one character to a reader. */
const ONE_UNIT_PER_CHARACTER = /^[\x00-\u02ff\u2010-\u2027\u20ac]*$/;
const SCRIPT_WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;
/** Signs with a text form that Unicode lists as emoji although nobody means one by them. */
const TEXT_SIGNS = new Set(['©', '®', '™', 'ℹ', '‼', '⁉', '〰', '↔']);
const EMOJI = emojiRegex();

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const segmentedWords = new Intl.Segmenter('und', { granularity: 'word' });

/** Emoji in the order they occur; ZWJ sequences, skin tones and flags are one emoji each. */
export function findEmoji(text: string): string[] {
  if (ASCII_ONLY.test(text)) return [];
  return (text.match(EMOJI) ?? []).filter((sign) => !TEXT_SIGNS.has(sign));
}

/**
 * Cuts a message into words, emoji and prose. Scripts written without spaces are segmented by
 * Unicode's dictionary rules (`Intl.Segmenter`); all others by a pattern, which is some 20 times faster.
 */
export function tokenizeMessage(message: string): TokenizedMessage {
  const text = message.trim();
  const withoutLinks = text.includes('://') || /www\./iu.test(text) ? text.replace(LINK, ' ') : text;
  const emoji = findEmoji(withoutLinks);
  const prose = (emoji.length === 0 ? withoutLinks : withoutLinks.replace(EMOJI, ' ')).trim();
  const lower = prose.toLowerCase();
  const hasElongation = hasTripleLetter(lower);
  const tokens = tokenize(lower, hasElongation);
  return {
    text,
    prose,
    tokens,
    words: tokens.filter((token) => token !== ''),
    emoji,
    characterCount: countCharacters(text),
    hasLink: withoutLinks !== text,
    hasElongation,
  };
}

function tokenize(lower: string, hasElongation: boolean): string[] {
  const parts = SCRIPT_WITHOUT_SPACES.test(lower) ? segment(lower) : (lower.match(WORD_OR_BREAK) ?? []);
  return parts.map((part) => {
    if (BREAKS.has(part)) return '';
    const word = part.includes('’') ? part.replaceAll('’', "'") : part;
    // Laughter is spelt by repetition: "kkk" and "www" would be lost as "k" and "w".
    return hasElongation && !LAUGHTER_WORD.test(word) ? word.replace(ELONGATED, '$1') : word;
  });
}

function segment(lower: string): string[] {
  const parts: string[] = [];
  for (const piece of segmentedWords.segment(lower)) {
    if (piece.isWordLike) parts.push(piece.segment);
    else if (piece.segment.trim() !== '') parts.push('.');
  }
  return parts;
}

/** A loop, because a back reference in a pattern costs six times as much over a long chat. */
function hasTripleLetter(lower: string): boolean {
  for (let index = 2; index < lower.length; index += 1) {
    const code = lower.charCodeAt(index);
    if (code !== lower.charCodeAt(index - 1) || code !== lower.charCodeAt(index - 2)) continue;
    if (/\p{L}/u.test(lower.charAt(index))) return true;
  }
  return false;
}

function countCharacters(text: string): number {
  if (ONE_UNIT_PER_CHARACTER.test(text)) return text.length;
  const marked = text.replace(EMOJI, '*');
  if (ONE_UNIT_PER_CHARACTER.test(marked)) return marked.length;
  return [...graphemes.segment(text)].length;
}
