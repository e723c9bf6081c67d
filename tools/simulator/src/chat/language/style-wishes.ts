/** What instructions or a prompt ask of the wording; null where they say nothing. */
export interface StyleWishes {
  readonly emoji: 'none' | 'fewer' | 'more' | null;
  readonly register: 'professional' | 'casual' | null;
  readonly length: 'short' | 'long' | null;
}

const emoji = '(?:emojis?|emoticons?|smileys?)';
const noEmoji = new RegExp(
  `\\b(?:no|without(?: any)?|never use|avoid(?: using)?|don['’]?t use|do not use) ${emoji}|emoji: none`,
  'iu',
);
const fewerEmoji = new RegExp(
  `\\b(?:minimal|fewer|less|few|hardly any|reduce|rarely use) (?:the )?${emoji}|emoji: hardly any`,
  'iu',
);
const moreEmoji = new RegExp(`\\b(?:more|lots of|many|plenty of) ${emoji}|emoji: freely`, 'iu');
const professional = /\b(?:professional|formal|business[- ]?like|business language|polite(?:ly)?)\b(?! is)/iu;
const notProfessional = /\b(?:less|not so|not too|informal|too) (?:professional|formal)\b|\binformal\b/iu;
const casual = /\b(?:casual|relaxed|informal|laid-back|chatty|playful|friendly and fun)\b/iu;
const short = /\b(?:short|shorter|brief|concise|one sentence)\b/iu;
const long = /\b(?:longer|detailed|elaborate|in depth|long answers)\b/iu;

/** Reads plainly worded wishes out of instructions. */
export function readStyleWishes(text: string): StyleWishes {
  return {
    emoji: noEmoji.test(text)
      ? 'none'
      : fewerEmoji.test(text)
        ? 'fewer'
        : moreEmoji.test(text)
          ? 'more'
          : null,
    register:
      professional.test(text) && !notProfessional.test(text)
        ? 'professional'
        : casual.test(text)
          ? 'casual'
          : null,
    length: short.test(text) ? 'short' : long.test(text) ? 'long' : null,
  };
}
