import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { AutoTrainDependencies, AutoTrainReference } from './auto-train-reference.ts';

/** Stores the accepted examples of a batch as knowledge. */
export function storeInMemory(
  _dependencies: AutoTrainDependencies,
  _reference: AutoTrainReference,
): Promise<{ stored: number }> {
  return Promise.reject(new UnderstudyError('internal_error', 'Knowledge cannot be stored yet.'));
}
