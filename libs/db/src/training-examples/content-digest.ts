import { hash } from 'node:crypto';
import { contentTextOf } from '@understudy/domain/training-center/examples/content-text';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';

/** SHA-256 of an example's instruction and response in hexadecimal: the same for the same content, whatever its source. */
export function contentDigestOf({
  instruction,
  response,
}: {
  instruction: string;
  response: string;
}): string {
  return sha256(JSON.stringify([instruction, response]));
}

/**
 * SHA-256 in hexadecimal of all that a model learns from an example (`contentTextOf`). That of `contentDigestOf` for an
 * instruction and a response without anything else.
 */
export function digestOfExample(example: TrainingExample): string {
  return sha256(contentTextOf(example));
}

// In one call: for a short text a hash object costs more than the hash.
const sha256 = (text: string): string => hash('sha256', text);
