/** What a trainer's instructions ask of measurable habits; null where they say nothing. */
export interface StyleInstructions {
  readonly emoji: 'none' | 'fewer' | 'more' | null;
  readonly formality: 'more' | 'less' | null;
  readonly length: 'shorter' | 'longer' | null;
}

interface Rule<Wish> {
  readonly pattern: RegExp;
  readonly wish: Wish;
}

const EMOJI = '(?:emojis?|emoticons?|smileys?)';

const EMOJI_RULES: readonly Rule<StyleInstructions['emoji']>[] = [
  {
    pattern: new RegExp(
      `\\b(?:no|zero|without(?: any)?|never(?: use| send)?(?: any)?|avoid(?: all| any| using)?|` +
        `stop using|(?:do not|don['’]?t) (?:use|send|add)(?: any)?) ${EMOJI}`,
      'giu',
    ),
    wish: 'none',
  },
  {
    pattern: new RegExp(
      `\\b(?:minimal|minimi[sz]e|fewer|less|few|rare(?:ly)?(?: use)?|hardly any|reduce|limit|sparing|not (?:so|too|as) many|` +
        `(?:do not|don['’]?t) (?:use|send) (?:so|too|as) many)(?: the| your| use of)* ${EMOJI}|` +
        `\\b${EMOJI} (?:sparingly|rarely|only rarely)|\\buse ${EMOJI} (?:less|sparingly)`,
      'giu',
    ),
    wish: 'fewer',
  },
  {
    pattern: new RegExp(
      `\\b(?:more|lots of|many|plenty of|a lot of|extra) ${EMOJI}|\\b${EMOJI} (?:often|more)`,
      'giu',
    ),
    wish: 'more',
  },
];

const FORMALITY_RULES: readonly Rule<StyleInstructions['formality']>[] = [
  {
    pattern:
      /\b(?:less|not (?:so|too|as)|(?:don['’]?t be|do not be) (?:so|too|as)) (?:formal|professional|stiff|business-?like)\b|\b(?:more|be|sound|stay|very|really) (?:\w+ )?(?:casual|relaxed|informal|laid-back|chatty|playful)\b/giu,
    wish: 'less',
  },
  {
    pattern:
      /\b(?:less|not (?:so|too|as)) (?:casual|informal|chatty|playful)\b|\b(?:more|be|sound|stay|very|really) (?:\w+ )?(?:professional|formal|business-?like)\b|\bbusiness (?:language|tone|style)\b|\b(?:professional|formal) (?:tone|language|style|english)\b/giu,
    wish: 'more',
  },
];

const LENGTH_RULES: readonly Rule<StyleInstructions['length']>[] = [
  {
    pattern:
      /\b(?:shorter|briefer|more concise|more brief|be (?:brief|concise|short)|keep (?:it|answers|replies|responses|messages) (?:short|brief|concise)|less (?:wordy|verbose)|(?:short|brief|concise) (?:answers|replies|responses|messages|sentences))\b/giu,
    wish: 'shorter',
  },
  {
    pattern:
      /\b(?:longer (?:answers|replies|responses|messages)|more (?:detail|detailed|elaborate)|in (?:more|great) detail|be (?:detailed|thorough)|(?:detailed|thorough|long) (?:answers|replies|responses|messages))\b/giu,
    wish: 'longer',
  },
];

/**
 * Reads simple, plainly worded wishes about emoji, formality and length out of English instructions. Of wishes that
 * contradict each other the one named last counts. What is worded in another way is not found: the prompt therefore
 * also says that instructions take precedence over measured habits.
 */
export function readStyleInstructions(instructions: string): StyleInstructions {
  return {
    emoji: lastWish(instructions, EMOJI_RULES),
    formality: lastWish(instructions, FORMALITY_RULES),
    length: lastWish(instructions, LENGTH_RULES),
  };
}

function lastWish<Wish>(text: string, rules: readonly Rule<Wish>[]): Wish | null {
  let last: { end: number; wish: Wish } | null = null;
  for (const { pattern, wish } of rules) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (last === null || end > last.end) last = { end, wish };
    }
  }
  return last?.wish ?? null;
}
