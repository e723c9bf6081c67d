import type { LoraHyperparameters } from '../../lora/train-lora-input.ts';
import { loraConfig } from './trl-config.ts';
import type { TrlOptions } from './trl-options.ts';

/** A decided training in the form that our own LoRA trainer takes; it divides a step's rows by its memory itself. */
export function loraHyperparametersOf(options: TrlOptions): LoraHyperparameters {
  const { r, lora_alpha: alpha, lora_dropout: dropout } = loraConfig(options);
  return {
    epochs: options.epochs,
    batchSize: options.batchSize * options.gradientAccumulation,
    learningRate: options.learningRate,
    ...(options.method === 'dpo' ? { beta: options.beta } : {}),
    rank: r,
    alpha,
    dropout,
    maxLength: options.maxLength,
  };
}
