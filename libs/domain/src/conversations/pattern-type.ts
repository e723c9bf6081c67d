import { z } from 'zod';

import { isAcknowledgement, isOnlyEmoji, wordsOf } from './words.ts';

/** What the avatar does in a reply. */
export const patternTypeSchema = z.enum([
  'greeting',
  'question',
  'answer',
  'farewell',
  'thanks',
  'support',
  'humour',
  'planning',
  'statement',
]);
export type PatternType = z.infer<typeof patternTypeSchema>;

/** Word lists: English, German, Spanish, Portuguese, French, Italian, Dutch; matched without accents. */
const GREETING =
  /^(?:hi+|hey+|hello|hiya|howdy|yo|sup|good (?:morning|afternoon|evening)|morning|hallo|moin|servus|guten (?:morgen|tag|abend)|hola|buen[oa]s (?:dias|tardes|noches)|ol[a]|oi|bom dia|boa (?:tarde|noite)|salut|bonjour|bonsoir|coucou|ciao|salve|buongiorno|buonasera|hoi|goede?(?:morgen|middag|avond))\b/;

const FAREWELL =
  /(?:^|\s)(?:bye+|goodbye|good night|see (?:you|ya)|talk (?:soon|later|to you)|take care|ttyl|cya|later!|tschuss|bis (?:bald|dann|morgen|spater)|gute nacht|adios|hasta (?:luego|manana|pronto)|nos vemos|tchau|ate (?:logo|amanha|mais)|au revoir|a (?:bientot|demain|plus)|bonne nuit|arrivederci|a presto|buonanotte|doei|tot (?:ziens|morgen|straks)|welterusten)(?=$|[\s!.,])/;

const THANKS =
  /(?:^|\s)(?:thank(?:s| you|u)|thx|ty|cheers|much appreciated|danke|vielen dank|gracias|obrigad[oa]|valeu|merci|grazie|bedankt|dank je(?: wel)?|dankjewel)(?=$|[\s!.,])/;

const HUMOUR =
  /(?:^|\s)(?:ha(?:ha)+h?|he(?:he)+|ja(?:ja)+|(?:k){3,}|rs(?:rs)+|lo+l|lmf?ao+|rofl|xd+|mdr|just kidding|jk)(?=$|[\s!.,])|[😂🤣😹😆😜🤪]/u;

const SUPPORT =
  /(?:sorry (?:to hear|for your|you)|(?:so|i'm|im) sorry|here for you|hang in there|you(?:'ve| have)? got this|you can do (?:it|this)|don't worry|dont worry|no worries|it(?:'ll| will) be (?:ok|okay|fine|alright)|proud of you|good luck|get well|feel better|big hug|tut mir leid|das wird schon|viel gluck|kopf hoch|gute besserung|lo siento|animo|no te preocupes|sinto muito|nao se preocupe|forca|boa sorte|desole|courage|t'inquiete|bonne chance|mi dispiace|coraggio|non preoccuparti|in bocca al lupo|sterkte|succes|maak je geen zorgen|beterschap)/;

const TIME_WORD =
  /(?:^|\s)(?:today|tonight|tomorrow|weekend|next week|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at \d{1,2}(?::\d{2})?(?:\s?[ap]m)?|\d{1,2}(?::\d{2})?\s?[ap]m|o'clock|in (?:an hour|\d+ min)|heute|morgen|ubermorgen|wochenende|um \d{1,2}|uhr|hoy|manana|finde|a las \d|hoje|amanha|as \d{1,2}h?|aujourd'hui|demain|a \d{1,2}h|oggi|domani|alle \d|vandaag|weekend|om \d{1,2})(?=$|[\s!?.,])/;

const PLAN_WORD =
  /(?:let's|lets|shall we|should we|want to|wanna|we could|can we|meet|meeting|plan|pick (?:you|me) up|i'll (?:be|come|bring|book|call)|come over|join|book|reserve|see you|treffen|lass uns|sollen wir|kommst du|quedamos|vamos|nos vemos|encontrar|combinar|on se (?:voit|retrouve)|rendez-vous|ci vediamo|andiamo|incontr|afspreken|zullen we|kom je)/;

/** Words that open a question even where the question mark is left out, as in chats it is. */
const QUESTION_START =
  /^(?:who|what|when|where|why|how|wer|was|wann|wo|warum|wie|quien|que|cuando|donde|por que|quem|onde|quoi|pourquoi|comment|chi|cosa|dove|perche|wat|wanneer|waar|waarom|hoe)(?:'s|'re)? \S/;

const LONGEST_UNMARKED_QUESTION = 8;

/** Greetings and farewells are short; a letter that begins with "Hi" is about something else. */
const LONGEST_FORMULA = 8;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/’/g, "'")
    .trim();

/** True for a text that asks: a question mark ends a sentence, or a short text without one begins as questions do. */
export function isQuestion(text: string): boolean {
  if (/[?？؟](?=$|[\s)"'”*_]|\p{Extended_Pictographic})/u.test(text)) return true;
  return (
    wordsOf(text).length <= LONGEST_UNMARKED_QUESTION &&
    !/[.!]/.test(text) &&
    QUESTION_START.test(plain(text))
  );
}

/**
 * What an exchange teaches, by the avatar's reply. The first rule that fits decides:
 * 1. `farewell`, `greeting`: the reply is at most 8 words and holds or begins with such a formula.
 * 2. `thanks`: it thanks, in at most 16 words.
 * 3. `support`: it comforts or encourages.
 * 4. `planning`: it names a time and an arrangement, or either of them in answer to the other.
 * 5. `humour`: it laughs.
 * 6. `question`: its last line asks.
 * 7. `answer`: the user asked. 8. `statement`: anything else.
 */
export function classifyPattern(userMessage: string, avatarReply: string): PatternType {
  const reply = plain(avatarReply);
  const user = plain(userMessage);
  const length = wordsOf(avatarReply).length;
  if (length <= LONGEST_FORMULA && FAREWELL.test(reply)) return 'farewell';
  if (length <= LONGEST_FORMULA && GREETING.test(reply)) return 'greeting';
  if (length <= 2 * LONGEST_FORMULA && THANKS.test(reply)) return 'thanks';
  if (SUPPORT.test(reply)) return 'support';
  const isArranging = TIME_WORD.test(reply)
    ? PLAN_WORD.test(reply) || PLAN_WORD.test(user)
    : PLAN_WORD.test(reply) && TIME_WORD.test(user);
  if (isArranging) return 'planning';
  if (HUMOUR.test(reply) && (length < 12 || isOnlyEmoji(avatarReply))) return 'humour';
  if (isQuestion(avatarReply.split('\n').at(-1) ?? '')) return 'question';
  return isQuestion(userMessage) && !isAcknowledgement(userMessage) ? 'answer' : 'statement';
}
