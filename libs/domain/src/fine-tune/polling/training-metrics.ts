import type { TrainingMetrics } from '../contracts/job-details.ts';

/** Names under which providers report a measure, ours first. Hugging Face's trainers call them `loss` and `eval_loss`. */
const names: Record<Exclude<keyof TrainingMetrics, 'step'>, readonly string[]> = {
  train_loss: ['train_loss', 'loss', 'train/loss'],
  train_accuracy: [
    'train_accuracy',
    'train_mean_token_accuracy',
    'mean_token_accuracy',
    'train/mean_token_accuracy',
  ],
  valid_loss: ['valid_loss', 'eval_loss', 'eval/loss', 'validation_loss'],
  valid_mean_token_accuracy: [
    'valid_mean_token_accuracy',
    'valid_accuracy',
    'eval_mean_token_accuracy',
    'eval/mean_token_accuracy',
  ],
  full_valid_loss: ['full_valid_loss'],
  full_valid_mean_token_accuracy: ['full_valid_mean_token_accuracy'],
};

/**
 * Metrics of an event, a checkpoint or a row of a result file, under whatever names the provider gives them.
 * @returns null where there is no step, or no measure
 */
export function readMetrics(values: Readonly<Record<string, unknown>>): TrainingMetrics | null {
  const step = numberOf(values['step'] ?? values['step_number'] ?? values['global_step']);
  const measure = (name: keyof typeof names): number | null =>
    names[name].map((given) => numberOf(values[given])).find((value) => value !== null) ?? null;
  if (step === null || step < 0) return null;
  const metrics: TrainingMetrics = {
    step: Math.round(step),
    train_loss: measure('train_loss'),
    train_accuracy: measure('train_accuracy'),
    valid_loss: measure('valid_loss'),
    valid_mean_token_accuracy: measure('valid_mean_token_accuracy'),
    full_valid_loss: measure('full_valid_loss'),
    full_valid_mean_token_accuracy: measure('full_valid_mean_token_accuracy'),
  };
  return Object.entries(metrics).some(([name, value]) => name !== 'step' && value !== null) ? metrics : null;
}

/**
 * Reads a result file: comma-separated values with a header such as
 * `step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy`, in any order, with further columns or without
 * some. Cells may be empty. Lines that are no row of figures are left out.
 *
 * @param text as it is; OpenAI hands some of these files out in Base64, which is for the caller to decode
 * @returns rows by step; of two with the same step the later one
 */
export function parseResultMetrics(text: string): TrainingMetrics[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = header.split(',').map((name) => name.trim().replaceAll('"', ''));
  if (!columns.includes('step')) return [];
  const byStep = new Map<number, TrainingMetrics>();
  for (const line of lines) {
    const cells = line.split(',');
    const metrics = readMetrics(Object.fromEntries(columns.map((name, index) => [name, cells[index]])));
    if (metrics !== null) byStep.set(metrics.step, metrics);
  }
  return [...byStep.values()].sort((one, other) => one.step - other.step);
}

/** A finite number, or text that is one; null for anything else, an empty cell and `nan` among it. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value.trim().replaceAll('"', ''));
  return Number.isFinite(number) ? number : null;
}
