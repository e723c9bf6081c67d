/**
 * The message for a text that is longer than it may be. Given to the length's own check: the message of the text's schema
 * says what it is to be, and a text that is too long is that already.
 *
 * @param most UTF-16 units, as schemas count
 */
export function tooLong(field: string, most: number): { error: (issue: { input?: unknown }) => string } {
  const allowed = `${field} must have at most ${most.toLocaleString('en')} characters`;
  return {
    error: ({ input }) =>
      typeof input === 'string' ? `${allowed}, and has ${input.length.toLocaleString('en')}.` : `${allowed}.`,
  };
}
