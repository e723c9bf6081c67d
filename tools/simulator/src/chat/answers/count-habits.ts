import { emojiOf } from '../language/emoji.ts';
import { wordsOf } from '../language/words.ts';

/** What is counted over a person's messages. Rates are shares of messages, 0–1, unless said otherwise. */
export interface CountedHabits {
  readonly messageCount: number;
  /** Emoji per message. */
  readonly emojiRate: number;
  readonly medianWords: number;
  readonly questionRate: number;
  /** Median words of messages that ask. */
  readonly questionWords: number;
  readonly exclamationRate: number;
  readonly lowerCaseRate: number;
  readonly slangRate: number;
  readonly laughterRate: number;
  readonly politeRate: number;
  readonly formalRate: number;
  readonly supportRate: number;
  readonly positiveRate: number;
  readonly teasingRate: number;
  readonly exampleRate: number;
  readonly proposalRate: number;
  readonly storyRate: number;
}

const slang =
  /\b(?:lol|omg|u|ur|gonna|wanna|gotta|dude|bro|yeah|yep|nope|nah|kinda|btw|idk|tbh|haha\w*|y'all|thx|pls)\b/iu;
const laughter = /\b(?:(?:ha){2,}h?|(?:he){2,}|lol|lmao|rofl|(?:ja){2,})\b/iu;
const polite = /\b(?:please|thank(?:s| you)|sorry|excuse me|appreciate|grateful)\b/iu;
const formal =
  /\b(?:regards|sincerely|dear|kindly|furthermore|therefore|regarding|would like to|please find|let me know if|recommend|schedule|agenda|attached|confirm)\b/iu;
const support =
  /\b(?:you(?:'ve| have)? got this|proud|here for you|don't worry|no worries|take care|happy to help|let me help|can help|good luck|well done|congrat\w*|awesome|amazing|great job|you can|hope you)\b/iu;
const positive =
  /\b(?:love|great|awesome|amazing|perfect|wonderful|nice|cool|happy|excited|fantastic|good|glad|fun|yay)\b/iu;
const teasing =
  /\b(?:silly|loser|dork|as usual|typical|of course you|joking|kidding|tease|drama)\b|😜|😏|🙄/iu;
const example = /\b(?:for example|for instance|e\.g\.|such as|like when|let's say)\b/iu;
const proposal = /\b(?:let's|shall we|how about|why don't we|should we|wanna|want to|could we|we could)\b/iu;
const story = /\b(?:yesterday|last (?:night|week|time|year)|today i|when i was|remember|once)\b/iu;

/** Counts habits over messages. Without messages every figure is 0. */
export function countHabits(messages: readonly string[]): CountedHabits {
  const share = (test: (message: string) => boolean) =>
    messages.length === 0 ? 0 : messages.filter(test).length / messages.length;
  const questions = messages.filter((message) => message.includes('?'));
  return {
    messageCount: messages.length,
    emojiRate:
      messages.length === 0
        ? 0
        : messages.reduce((sum, message) => sum + emojiOf(message).length, 0) / messages.length,
    medianWords: median(messages.map((message) => wordsOf(message).length)),
    questionRate: share((message) => message.includes('?')),
    questionWords: median(questions.map((message) => wordsOf(message).length)),
    exclamationRate: share((message) => message.includes('!')),
    lowerCaseRate: share((message) => /^\p{Ll}/u.test(message)),
    slangRate: share((message) => slang.test(message)),
    laughterRate: share((message) => laughter.test(message)),
    politeRate: share((message) => polite.test(message)),
    formalRate: share((message) => formal.test(message)),
    supportRate: share((message) => support.test(message)),
    positiveRate: share((message) => positive.test(message)),
    teasingRate: share((message) => teasing.test(message)),
    exampleRate: share((message) => example.test(message)),
    proposalRate: share((message) => proposal.test(message)),
    storyRate: share((message) => story.test(message)),
  };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
