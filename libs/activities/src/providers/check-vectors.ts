import type { ProviderName } from './chat-model.ts';
import { unusableAnswer } from './provider-errors.ts';

/**
 * Makes sure that vectors are what was asked for: one for each text, all of one length, every number finite.
 *
 * @throws UnderstudyError `provider_answer_invalid`
 */
export function checkVectors(
  provider: ProviderName,
  vectors: readonly (readonly number[])[],
  count: number,
): readonly (readonly number[])[] {
  if (vectors.length !== count) {
    throw unusableAnswer(provider, `it has ${vectors.length} vectors for ${count} texts`);
  }
  const dimensions = vectors[0]?.length ?? 0;
  const usable = vectors.every((vector) => vector.length === dimensions && vector.every(Number.isFinite));
  if (dimensions === 0 || !usable) throw unusableAnswer(provider, 'its vectors are not all of one length');
  return vectors;
}
