import { emojiOf } from '../language/emoji.ts';
import { prepareRelevance } from '../language/relevance.ts';
import type { RankByRelevance } from '../language/relevance.ts';
import { readStyleWishes } from '../language/style-wishes.ts';
import type { StyleWishes } from '../language/style-wishes.ts';
import { sentencesOf } from '../language/words.ts';

/** What somebody wrote to the persona, and what it answered. */
export interface Exchange {
  readonly them: string;
  readonly reply: string;
}

/** Shares of a persona's replies that show a habit, 0–1. */
export interface ReplyHabits {
  readonly lowerCase: number;
  readonly unpunctuated: number;
  readonly withEmoji: number;
}

/** A persona as its system prompt describes it. */
export interface Persona {
  readonly name: string;
  readonly traits: readonly string[];
  readonly backstory: string;
  readonly greeting: string | undefined;
  readonly exchanges: readonly Exchange[];
  /** Ranks the exchanges by what was said to the persona. */
  readonly rankExchanges: RankByRelevance<Exchange>;
  /** Ranks the sentences of the knowledge that stands in the prompt. */
  readonly rankKnowledge: RankByRelevance<string>;
  readonly habits: ReplyHabits;
  readonly wishes: StyleWishes;
  readonly favouriteEmoji: readonly string[];
}

const knowledgeHeading = /^(?:what you know|context|knowledge|relevant|retrieved|background)/iu;

const remembered = new Map<string, Persona>();
const mostRemembered = 200;

/**
 * Reads a persona out of a system prompt: markdown sections, `Them: …` / `NAME: …` exchanges, instructions.
 * The latest prompts are remembered, as thousands of calls share one.
 */
export function readPersona(system: string): Persona {
  const known = remembered.get(system);
  if (known !== undefined) return known;
  const persona = parsePersona(system);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(system, persona);
  return persona;
}

function parsePersona(system: string): Persona {
  const sections = system.split(/^#{1,3} /mu).map((section) => {
    const [heading = '', ...body] = section.split('\n');
    return { heading, body: body.join('\n').trim() };
  });
  const exchanges = sections
    .filter(({ heading }) => /real exchanges|examples?|conversations/iu.test(heading))
    .flatMap(({ body }) => readExchanges(body));
  const rules = sections.filter(
    ({ heading }) => !/real exchanges|examples?/iu.test(heading) && !knowledgeHeading.test(heading),
  );
  const ruleText = rules.map(({ heading, body }) => `${heading}\n${body}`).join('\n');
  const instructions = sections.find(({ heading }) => /instructions/iu.test(heading))?.body ?? '';
  const passages = sections
    .filter(({ heading }) => knowledgeHeading.test(heading))
    .flatMap(({ body }) => readPassages(body));
  const wished = readStyleWishes(instructions);
  const described = readStyleWishes(ruleText.replace(/neither casual nor formal/giu, ''));
  return {
    name: /\bYou are ([^.,\n]{1,80})[.,\n]/u.exec(system)?.[1] ?? 'the assistant',
    traits: (/\bTraits?: ([^.\n]+)/iu.exec(ruleText)?.[1] ?? '')
      .split(/,\s*/u)
      .filter((trait) => trait !== ''),
    backstory: backstoryOf(sections.find(({ heading }) => /who you are/iu.test(heading))?.body ?? ruleText),
    greeting: /Greeting: in the manner of "([^"]+)"|Open with "([^"]+)"/u
      .exec(ruleText)
      ?.slice(1)
      .find(Boolean),
    exchanges,
    rankExchanges: prepareRelevance(exchanges, ({ them }) => them),
    rankKnowledge: prepareRelevance(passages.flatMap(sentencesOf), (sentence) => sentence),
    habits: habitsOf(exchanges),
    wishes: {
      emoji: wished.emoji ?? described.emoji,
      register: wished.register ?? described.register,
      length: wished.length ?? described.length,
    },
    favouriteEmoji: [
      ...new Set([...emojiOf(ruleText), ...exchanges.flatMap(({ reply }) => emojiOf(reply))]),
    ].slice(0, 6),
  };
}

function habitsOf(exchanges: readonly Exchange[]): ReplyHabits {
  const share = (test: (reply: string) => boolean) =>
    exchanges.length === 0 ? 0 : exchanges.filter(({ reply }) => test(reply)).length / exchanges.length;
  return {
    lowerCase: share((reply) => /^\p{Ll}/u.test(reply)),
    unpunctuated: share((reply) => !/[.!?…]["')]?$/u.test(reply)),
    withEmoji: share((reply) => emojiOf(reply).length > 0),
  };
}

function readExchanges(body: string): Exchange[] {
  const exchanges: Exchange[] = [];
  const lines = body.split('\n');
  lines.forEach((line, index) => {
    const them = /^(?:Them|User|Human): (.+)$/u.exec(line)?.[1];
    const reply = /^[^:\n]{1,80}: (.+)$/u.exec(lines[index + 1] ?? '')?.[1];
    if (them !== undefined && reply !== undefined) exchanges.push({ them, reply });
  });
  return exchanges;
}

/** Paragraphs; a leading `[1] Title` line is left out, as is the sentence that introduces the section. */
function readPassages(body: string): string[] {
  const numbered = body.split(/^\[\d+\] .*$/mu);
  const passages = numbered.length > 1 ? numbered.slice(1) : body.split(/\n{2,}/u);
  return passages.map((passage) => passage.trim()).filter((passage) => passage !== '');
}

function backstoryOf(identity: string): string {
  const paragraphs = identity.split(/\n+/u).map((paragraph) => paragraph.replace(/^- /u, '').trim());
  return (
    paragraphs.find(
      (paragraph) => paragraph.length > 20 && !/^(?:You are .+ Answer|Traits|Myers)/u.test(paragraph),
    ) ?? ''
  );
}
