import type { Hyperparameters } from '../contracts/hyperparameters.ts';

const USUAL_EPOCHS = 3;
const LEAST_ROWS_TRAINED = 100;
const MOST_ROWS_TRAINED = 25_000;
const MOST_EPOCHS = 25;

/**
 * Passes over the data when nobody chose: 3, raised for small files so that rows × epochs reach 100 (at most 25 passes),
 * and lowered for large ones so that they stay within 25,000. OpenAI's published default. Other providers would make a
 * single pass by default, too little for a small file, so they are told this number.
 *
 * @param rows of the training file
 */
export function defaultEpochs(rows: number): number {
  if (rows * USUAL_EPOCHS < LEAST_ROWS_TRAINED)
    return Math.min(MOST_EPOCHS, Math.ceil(LEAST_ROWS_TRAINED / Math.max(1, rows)));
  if (rows * USUAL_EPOCHS > MOST_ROWS_TRAINED) return Math.max(1, Math.floor(MOST_ROWS_TRAINED / rows));
  return USUAL_EPOCHS;
}

/** The passes of a job: what was asked for, or the default for so many rows. */
export function epochsOf({ n_epochs: asked }: Pick<Hyperparameters, 'n_epochs'>, rows: number): number {
  return asked === 'auto' ? defaultEpochs(rows) : asked;
}
