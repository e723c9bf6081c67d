import { answerChat } from '../chat/answers/answer-chat.ts';
import type { Exchange } from '../chat/answers/persona-prompt.ts';
import { messageText } from '../chat/chat-request.ts';
import type { ChatRequest } from '../chat/chat-request.ts';
import { prepareRelevance } from '../chat/language/relevance.ts';
import type { RankByRelevance } from '../chat/language/relevance.ts';
import { createRandom, hashText, pick } from '../hashing/random.ts';
import type { ScreenshotReading } from '../ocr/screenshot.ts';

/** Below this share of the question's weight in common, an example is about something else. */
const related = 0.3;
/** Examples that lend their voice to an answer on a subject that none of them is about. */
const voiceExamples = 40;

/**
 * Answers as a model that has learned from examples: what the example nearest to the last message answers, or else
 * what the base model says when it is shown the examples, in their voice. Structured answers are the base model's.
 */
export function answerAsTuned(
  request: ChatRequest,
  pictures: readonly ScreenshotReading[],
  choice: number,
  exchanges: readonly Exchange[],
): string {
  const structured = (request.response_format?.type ?? 'text') !== 'text';
  if (structured || pictures.length > 0) return answerChat(request, pictures, choice);
  const lastUser = request.messages.findLast(({ role }) => role === 'user');
  const asked = lastUser === undefined ? '' : messageText(lastUser);
  const learned = nearestReply(asked, exchanges, `${request.seed ?? ''} ${choice}`);
  return learned ?? answerChat(withVoice(request, asked, exchanges), pictures, choice);
}

function nearestReply(asked: string, exchanges: readonly Exchange[], seed: string): string | undefined {
  const ranked = rankerOf(exchanges)(asked);
  const [best] = ranked;
  if (best === undefined || best.score < related) return undefined;
  const equals = ranked.filter(({ score }) => score > best.score - 0.01);
  return pick(equals, createRandom(`tuned ${hashText(asked)} ${seed}`)).item.reply;
}

const rankers = new WeakMap<readonly Exchange[], RankByRelevance<Exchange>>();

function rankerOf(exchanges: readonly Exchange[]): RankByRelevance<Exchange> {
  const ranker = rankers.get(exchanges) ?? prepareRelevance(exchanges, ({ them }) => them);
  rankers.set(exchanges, ranker);
  return ranker;
}

/** The request with the examples in its prompt, the nearest first, so that they set the tone. */
function withVoice(request: ChatRequest, asked: string, exchanges: readonly Exchange[]): ChatRequest {
  const nearest = rankerOf(exchanges)(asked).slice(0, voiceExamples);
  const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();
  const shown = nearest.map(({ item }) => `Them: ${oneLine(item.them)}\nAssistant: ${oneLine(item.reply)}`);
  const section = `## Real exchanges\n${shown.join('\n')}`;
  return { ...request, messages: [{ role: 'system', content: section }, ...request.messages] };
}
