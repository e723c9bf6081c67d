import { wordsOf } from '../chat/language/words.ts';
import { hashText } from '../hashing/random.ts';
import type { Hyperparameters } from './hyperparameters.ts';

/** What the loss of a job depends on; computed from its data once. */
export interface LossCurve {
  readonly start: number;
  readonly floor: number;
  /** How fast the loss falls, per epoch. */
  readonly decay: number;
  /** What validation loss keeps above training loss: grows with the words that training never saw. */
  readonly gap: number;
  /** Each example's surprise, relative to the mean of its file. */
  readonly training: readonly number[];
  readonly validation: readonly number[];
  /** Decides which examples share a step. */
  readonly offset: number;
}

/** Loss and mean token accuracy at a step. */
export interface StepMetrics {
  readonly loss: number;
  readonly accuracy: number;
}

/** Loss of DPO before it has learned anything: −ln σ(0). */
const undecided = Math.LN2;
const usualRate = 1.8;

/**
 * Derives how the loss falls from the texts: it starts near their entropy of letters (of a character given the one
 * before, in nats), ends lower the more they repeat their words, and falls faster at a higher learning rate.
 */
export function toLossCurve(
  texts: { readonly training: readonly string[]; readonly validation: readonly string[] },
  hyperparameters: Hyperparameters,
  seed: number,
): LossCurve {
  const surprise = surpriseOf(texts.training);
  const training = texts.training.map(surprise);
  const entropy = mean(training) || 1;
  const words = texts.training.flatMap(wordsOf);
  const known = new Set(words);
  const start = hyperparameters.beta === undefined ? 1.15 * entropy : undecided;
  const newness = known.size / (words.length || 1);
  const strange = shareOf(texts.validation.flatMap(wordsOf), (word) => !known.has(word));
  return {
    start,
    floor: start * (0.08 + 0.3 * newness),
    decay: 1.2 * Math.sqrt(hyperparameters.learning_rate_multiplier / usualRate),
    gap: start * 0.6 * strange,
    training: training.map((value) => value / entropy),
    validation: texts.validation.map((text) => surprise(text) / entropy),
    offset: hashText(`order ${seed}`),
  };
}

/** Training loss over the batch of a step, counted from 1. */
export function trainingMetrics(
  curve: LossCurve,
  step: number,
  batch: number,
  stepsPerEpoch: number,
): StepMetrics {
  const difficulty = batchDifficulty(curve.training, step, batch, curve.offset);
  return toMetrics(fallen(curve, step / stepsPerEpoch) * difficulty ** 2);
}

/** Validation loss over one batch. */
export function validationMetrics(
  curve: LossCurve,
  step: number,
  batch: number,
  stepsPerEpoch: number,
): StepMetrics {
  const difficulty = batchDifficulty(curve.validation, step, batch, curve.offset);
  return toMetrics(unseen(curve, step / stepsPerEpoch) * difficulty);
}

/** Validation loss over the whole validation file. */
export function fullValidationMetrics(curve: LossCurve, step: number, stepsPerEpoch: number): StepMetrics {
  return toMetrics(unseen(curve, step / stepsPerEpoch) * (mean(curve.validation) || 1));
}

const fallen = ({ start, floor, decay }: LossCurve, epochs: number): number =>
  floor + (start - floor) * Math.exp(-decay * epochs);

/** Validation loss stays above training loss, and rises again when a few epochs were too many. */
function unseen(curve: LossCurve, epochs: number): number {
  const overfitting = 0.02 * curve.start * Math.max(0, epochs - 3);
  return fallen(curve, epochs) + curve.gap * (1 - Math.exp(-epochs)) + overfitting;
}

const toMetrics = (loss: number): StepMetrics => ({ loss, accuracy: Math.exp(-loss / 2) });

function batchDifficulty(
  difficulties: readonly number[],
  step: number,
  batch: number,
  offset: number,
): number {
  if (difficulties.length === 0) return 1;
  const taken = Array.from({ length: Math.min(batch, difficulties.length) }, (_, place) => {
    const index = ((step - 1) * batch + place + offset) % difficulties.length;
    return difficulties[index] ?? 1;
  });
  return mean(taken);
}

/** Mean of −ln p(character | the one before) over a text, by the counts of all texts, in nats. */
function surpriseOf(texts: readonly string[]): (text: string) => number {
  const pairs = new Map<string, number>();
  const singles = new Map<string, number>();
  const eachPair = (text: string, see: (pair: string, first: string) => void) => {
    for (let index = 1; index < text.length; index++) {
      see(text.slice(index - 1, index + 1), text.charAt(index - 1));
    }
  };
  for (const text of texts) {
    eachPair(text, (pair, first) => {
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      singles.set(first, (singles.get(first) ?? 0) + 1);
    });
  }
  return (text) => {
    let sum = 0;
    eachPair(text, (pair, first) => {
      sum -= Math.log(((pairs.get(pair) ?? 0) + 0.1) / ((singles.get(first) ?? 0) + 10));
    });
    return sum / Math.max(1, text.length - 1);
  };
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const shareOf = <Item>(items: readonly Item[], test: (item: Item) => boolean): number =>
  items.length === 0 ? 0 : items.filter(test).length / items.length;
