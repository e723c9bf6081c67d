import { createRandom, pick } from '../../hashing/random.ts';
import { emojiOf, withoutEmoji } from '../language/emoji.ts';
import { capitalize, sentencesOf } from '../language/words.ts';
import type { Persona } from './persona-prompt.ts';

const professionalWords: readonly (readonly [RegExp, string])[] = [
  [/\b(?:o+m+g+|lo+l|lmao|(?:ha){2,}h?|dude|bro|man|haha\w*)\b[,!]?\s*/giu, ''],
  [/\bgonna\b/giu, 'going to'],
  [/\bwanna\b/giu, 'want to'],
  [/\bgotta\b/giu, 'have to'],
  [/\bkinda\b/giu, 'rather'],
  [/\b(?:yeah|yep|yup)\b/giu, 'yes'],
  [/\b(?:nope|nah)\b/giu, 'no'],
  [/\b(?:thx|tnx)\b/giu, 'thank you'],
  [/\bpls\b/giu, 'please'],
  [/\bu\b/gu, 'you'],
  [/\bur\b/gu, 'your'],
  [/\bcool\b/giu, 'good'],
  [/\bhey\b/giu, 'Hello'],
  [/[!?]{2,}/gu, '.'],
  [/!/gu, '.'],
];

/** Says something as the persona would: its spelling and emoji habits, overruled by what the prompt asks for. */
export function applyVoice(text: string, persona: Persona, seed: string): string {
  const { wishes, habits } = persona;
  const random = createRandom(`voice ${seed}`);
  let said = text.trim();
  if (wishes.length === 'short') said = sentencesOf(said).slice(0, 2).join(' ') || said;
  if (wishes.register === 'professional') return professionally(said, wishes.emoji === 'more');
  if (habits.lowerCase > 0.5) said = said.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
  if (habits.unpunctuated > 0.5) said = said.replace(/\.$/u, '');
  if (wishes.emoji === 'none' || wishes.emoji === 'fewer') return withoutEmoji(said) || 'Yes.';
  const wantsEmoji = wishes.emoji === 'more' || random() < habits.withEmoji;
  if (wantsEmoji && emojiOf(said).length === 0 && persona.favouriteEmoji.length > 0) {
    said = `${said} ${pick(persona.favouriteEmoji, random)}`;
  }
  return said;
}

function professionally(text: string, emojiAllowed: boolean): string {
  const plain = professionalWords.reduce(
    (said, [pattern, replacement]) => said.replace(pattern, replacement),
    emojiAllowed ? text : withoutEmoji(text),
  );
  const sentences = sentencesOf(plain).map((sentence) => capitalize(sentence.replace(/^[,\s]+/u, '')));
  const said = sentences
    .filter((sentence) => /\p{L}/u.test(sentence))
    .join(' ')
    .replace(/\bi\b/gu, 'I');
  if (said === '') return 'Certainly.';
  return /[.!?]$/u.test(said) ? said : `${said}.`;
}
