import type { Hyperparameters } from '../contracts/hyperparameters.ts';

const USUAL_EPOCHS = 3;
const ROWS_TRAINED_OF_FEW = 100;
const MOST_ROWS_TRAINED = 25_000;
const MOST_EPOCHS = 25;

/**
 * Passes over the data when nobody chose: 3; for small files as many as keep rows × epochs within 100 (25 at most), and for
 * large ones as many as keep them within 25,000. OpenAI's default as its notebook "Data preparation and analysis for chat
 * model fine-tuning" publishes it, which rounds down both times. Other providers would make a single pass by default, too
 * little for a small file, so they are told this number.
 *
 * @param rows of the training file
 */
export function defaultEpochs(rows: number): number {
  if (rows * USUAL_EPOCHS < ROWS_TRAINED_OF_FEW)
    return Math.min(MOST_EPOCHS, Math.floor(ROWS_TRAINED_OF_FEW / Math.max(1, rows)));
  if (rows * USUAL_EPOCHS > MOST_ROWS_TRAINED) return Math.max(1, Math.floor(MOST_ROWS_TRAINED / rows));
  return USUAL_EPOCHS;
}

/** The passes of a job: what was asked for, or the default for so many rows. */
export function epochsOf({ n_epochs: asked }: Pick<Hyperparameters, 'n_epochs'>, rows: number): number {
  return asked === 'auto' ? defaultEpochs(rows) : asked;
}
