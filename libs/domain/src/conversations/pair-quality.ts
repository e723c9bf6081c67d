import { isQuestion } from './pattern-type.ts';
import type { Turn } from './turn.ts';
import { contentWords, isAcknowledgement, isOnlyEmoji, isOnlyLinks, wordsOf } from './words.ts';

/** Parts of a pair's quality, each 0–1. */
export interface QualityFactors {
  /** How much the reply says: 1 − e^(−words / 7). */
  readonly replySubstance: number;
  /** How much there is to reply to: 1 − e^(−words / 4). */
  readonly userSubstance: number;
  /** Whether the reply belongs to the message: shared content words, an answer to a question, promptness. */
  readonly relevance: number;
  /** Whether the reply is whole: not cut off, nothing shown that text cannot carry. */
  readonly completeness: number;
  /** Different words among all words of the reply. */
  readonly variety: number;
}

/** Weights sum to 1. The reply counts most: it is what a model is trained to write. */
const WEIGHTS: QualityFactors = {
  replySubstance: 0.35,
  userSubstance: 0.2,
  relevance: 0.2,
  completeness: 0.15,
  variety: 0.1,
};

/** Replies from this many words on are speeches or pasted texts, not conversation. */
const LONG_REPLY_WORDS = 250;

const PROMPT_REPLY_MINUTES = 30;

const saturating = (count: number, scale: number): number => 1 - Math.exp(-count / scale);

/** Writing without spaces between words (Chinese, Japanese, Thai) counts two characters as a word. */
function wordCount(text: string): number {
  const unspaced =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  return unspaced > 0 ? Math.max(wordsOf(text).length, unspaced / 2) : wordsOf(text).length;
}

function minutesUntil(user: Turn, reply: Turn): number | null {
  if (user.endedAt === null || reply.startedAt === null) return null;
  const minutes = (Date.parse(reply.startedAt) - Date.parse(user.endedAt)) / 60_000;
  return Number.isFinite(minutes) ? Math.max(minutes, 0) : null;
}

/** 0.35 for being next to each other, up to 0.35 for shared words, 0.2 for answering a question, 0.1 for promptness. */
function relevanceOf(user: Turn, reply: Turn, context: string | null): number {
  const about = contentWords(`${user.text} ${context ?? ''}`);
  const replied = contentWords(reply.text);
  const shared = [...replied].filter((word) => about.has(word)).length;
  const overlap = Math.min(1, shared / Math.max(1, Math.min(3, replied.size)));
  const answers = isQuestion(user.text) && !isQuestion(reply.text) && !isOnlyEmoji(reply.text);
  const delay = minutesUntil(user, reply);
  const promptness = delay === null ? 0.5 : Math.exp(-delay / PROMPT_REPLY_MINUTES);
  return 0.35 + 0.35 * overlap + (answers ? 0.2 : 0) + 0.1 * promptness;
}

function completenessOf(user: Turn, reply: Turn): number {
  const isCutOff =
    /(?:,|:|\b(?:and|or|but|because|und|oder|aber|weil|y|o|pero|porque|e|ou|mas|et|mais|ma|en|of|maar))$/iu.test(
      reply.text.trim(),
    );
  return 1 - (isCutOff ? 0.5 : 0) - (reply.hasAttachment ? 0.3 : 0) - (user.hasAttachment ? 0.2 : 0);
}

function varietyOf(text: string): number {
  const words = wordsOf(text);
  return words.length === 0 ? 0 : new Set(words).size / words.length;
}

/** The factors of a pair, for showing why it was scored so. */
export function qualityFactors(user: Turn, reply: Turn, context: string | null): QualityFactors {
  return {
    replySubstance: saturating(wordCount(reply.text), 7),
    userSubstance: saturating(wordCount(user.text), 4),
    relevance: relevanceOf(user, reply, context),
    completeness: Math.max(0, completenessOf(user, reply)),
    variety: varietyOf(reply.text),
  };
}

/** What multiplies the weighted sum: replies without words of their own teach little. */
function penaltyOf(reply: string): number {
  if (isOnlyEmoji(reply) || wordsOf(reply).length === 0) return 0.3;
  if (isOnlyLinks(reply)) return 0.35;
  if (isAcknowledgement(reply)) return 0.5;
  return wordCount(reply) > LONG_REPLY_WORDS ? 0.7 : 1;
}

/**
 * How good a pair is as a training example.
 *
 * The weighted sum of {@link qualityFactors} (0.35 reply substance, 0.2 user substance, 0.2 relevance, 0.15 completeness,
 * 0.1 variety), times 0.3 for emoji or punctuation only, 0.35 for links only, 0.5 for an acknowledgement ("ok", "haha"),
 * 0.7 for more than 250 words. Above 0.7 counts as good (seed 001).
 *
 * @returns 0–1, three decimals
 */
export function pairQuality(user: Turn, reply: Turn, context: string | null): number {
  const factors = qualityFactors(user, reply, context);
  const sum =
    WEIGHTS.replySubstance * factors.replySubstance +
    WEIGHTS.userSubstance * factors.userSubstance +
    WEIGHTS.relevance * factors.relevance +
    WEIGHTS.completeness * factors.completeness +
    WEIGHTS.variety * factors.variety;
  return Math.round(Math.min(1, sum * penaltyOf(reply.text)) * 1000) / 1000;
}
