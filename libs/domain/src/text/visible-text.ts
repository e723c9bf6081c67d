import { z } from 'zod';

/**
 * Characters that nothing is drawn for: white space, those that Unicode calls ignorable by default (without width, joiners, marks of
 * direction, fillers), controls, formats, halves of surrogate pairs, what is not assigned, and the empty pattern of Braille.
 */
const invisible = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u2800]/u;
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u2800]/u;

/** White space and what is like it but has no width. Not all that is invisible: emoji may end with a selector or a tag. */
const blanks = /^[\p{White_Space}\u200B\u2060\uFEFF]+|[\p{White_Space}\u200B\u2060\uFEFF]+$/gu;

/** Whether there is anything to be seen of a text. */
export function hasVisibleCharacter(text: string): boolean {
  return visible.test(text);
}

/** Whether a character (a code point) cannot be seen. */
export function isInvisible(character: string): boolean {
  return invisible.test(character);
}

/** A text without the blanks around it. */
export function trimBlanks(text: string): string {
  return text.replaceAll(blanks, '');
}

/** What a name is refused with. */
export type NameMessages = {
  /** Where nothing of it can be seen. */
  missing: string;
  /** Where it is not there, or no text; a usual sentence without it. */
  noText?: string;
  /** Where it is too long; a usual sentence without it. */
  tooLong?: Parameters<z.ZodString['max']>[1];
};

/**
 * The rule for everything that people give a name or a title to: without the blanks around it, it has something that can be seen.
 *
 * @param most UTF-16 units, as schemas count
 */
export function nameSchema(most: number, { missing, noText, tooLong }: NameMessages): z.ZodString {
  return (
    z
      // A message of the text itself would be given for its length, too, where that has none.
      .string({ error: ({ code }) => (code === 'invalid_type' ? noText : undefined) })
      .max(most, tooLong)
      .overwrite(trimBlanks)
      .min(1, { error: missing, abort: true })
      .refine(hasVisibleCharacter, missing)
  );
}
