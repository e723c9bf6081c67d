import { createHash } from 'node:crypto';

/** SHA-256 of an example's instruction and response in hexadecimal: the same for the same content, whatever its source. */
export function contentDigestOf({
  instruction,
  response,
}: {
  instruction: string;
  response: string;
}): string {
  return createHash('sha256')
    .update(JSON.stringify([instruction, response]))
    .digest('hex');
}
