import { createHash } from 'node:crypto';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * An identifier in the service's letters (base 62), the same for the same text.
 *
 * @param length letters, up to 32.
 */
export function toId(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest();
  return [...digest.subarray(0, length)].map((byte) => letters[byte % letters.length]).join('');
}
