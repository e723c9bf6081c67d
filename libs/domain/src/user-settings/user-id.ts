import { z } from 'zod';
import { isInvisible } from '../text/visible-text.ts';

/** Characters of a user's ID: what OpenID Connect allows a `sub` to have. */
export const longestUserId = 255;

/**
 * What is wrong with a text as the ID of a user; null where nothing is. It has 1 to 255 characters that can be seen, with single
 * spaces between them: two IDs that look alike would be two users.
 *
 * @returns the end of a sentence that names the ID, such as `is empty`
 */
export function faultOfUserId(id: string): string | null {
  if (id === '') return 'is empty';
  if (id.length > longestUserId) return `has ${id.length} characters, and may have ${longestUserId}`;
  if (/^ | $| {2}/.test(id)) return 'has a space at its beginning or end, or two after each other';
  for (const character of id) {
    if (character === ' ' || !isInvisible(character)) continue;
    return `has a character that cannot be seen (${codePointOf(character)})`;
  }
  return null;
}

/** The ID of a user, where one is asked for: spaces around it are taken away. */
export const userIdSchema = z
  .string()
  .max(longestUserId)
  .trim()
  .min(1, 'Name a user')
  .superRefine((id, context) => {
    const fault = faultOfUserId(id);
    if (fault !== null) context.addIssue({ code: 'custom', message: `It ${fault}.` });
  });

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
