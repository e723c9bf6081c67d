import type { Exchange } from '../chat/answers/persona-prompt.ts';
import { checkTrainingFile } from './check-training-file.ts';
import type { ExampleFile, JobError } from './check-training-file.ts';
import type { FileRules } from './dialect.ts';
import { resolveHyperparameters } from './hyperparameters.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import type { RequestedHyperparameters } from './job-request.ts';
import { toLossCurve } from './loss-curve.ts';
import type { LossCurve } from './loss-curve.ts';
import type { FineTuningSettings } from './settings.ts';
import { textOf } from './training-example.ts';
import type { TrainingExample } from './training-example.ts';
import { exampleTokenLimit } from './tunable-models.ts';
import type { TuningMethod } from './tunable-models.ts';

/** A training whose every step is known before it starts, so that its state follows from the time alone. */
export interface TrainingPlan {
  readonly hyperparameters: Hyperparameters;
  readonly stepsPerEpoch: number;
  readonly steps: number;
  readonly hasValidation: boolean;
  /** Tokens over all epochs: what is billed. */
  readonly trainedTokens: number;
  readonly curve: LossCurve;
  /** What the model learns to answer. */
  readonly exchanges: readonly Exchange[];
}

/** What is going to happen to a job, and when, in simulated seconds since its start. */
export interface JobPlan {
  readonly validatedAt: number;
  readonly startsAt: number;
  readonly lastStepAt: number;
  readonly endsAt: number;
  /** Undefined when the files are not valid. */
  readonly training: TrainingPlan | undefined;
  readonly failure: { readonly at: number; readonly error: JobError } | undefined;
}

/** A failure that a checker asked for: it comes when this share (0–1) of the steps is done. */
export interface PlannedFailure {
  readonly error: JobError;
  readonly after: number;
}

/** What a plan is made from. */
export interface PlanInput {
  readonly snapshot: string;
  readonly method: TuningMethod;
  readonly asked: RequestedHyperparameters;
  readonly seed: number;
  readonly trainingFile: ExampleFile;
  readonly validationFile: ExampleFile | undefined;
  /** What the model knew already, when a tuned model is tuned further. */
  readonly known: readonly Exchange[];
  readonly settings: FineTuningSettings;
  readonly rules: FileRules;
  readonly failure: PlannedFailure | undefined;
}

/** Plans a job: checks its files, settles its hyperparameters, and lays out its time. */
export function planJob(input: PlanInput): JobPlan {
  const { settings, trainingFile, validationFile, method, rules } = input;
  const validatedAt = settings.validating_s;
  const training = checkTrainingFile(trainingFile, method, rules);
  if ('error' in training) return failingPlan(validatedAt, training.error);
  const validation =
    validationFile === undefined ? { examples: [] } : checkTrainingFile(validationFile, method, rules);
  if ('error' in validation) return failingPlan(validatedAt, validation.error);
  const plan = planTraining(input, training.examples, validation.examples);
  const startsAt = validatedAt + settings.queued_s;
  const trainingTime = training.examples.length * plan.hyperparameters.n_epochs * settings.example_s;
  const { failure } = input;
  return {
    validatedAt,
    startsAt,
    lastStepAt: startsAt + trainingTime,
    endsAt: startsAt + trainingTime + settings.finishing_s,
    training: plan,
    failure: failure && { at: startsAt + trainingTime * failure.after, error: failure.error },
  };
}

function planTraining(
  { snapshot, method, asked, seed, known }: PlanInput,
  examples: readonly TrainingExample[],
  validation: readonly TrainingExample[],
): TrainingPlan {
  const hyperparameters = resolveHyperparameters(asked, examples.length, snapshot, method);
  const stepsPerEpoch = Math.ceil(examples.length / hyperparameters.batch_size);
  const limit = exampleTokenLimit(snapshot);
  const tokens = examples.reduce((sum, example) => sum + Math.min(limit, example.tokens), 0);
  const answers = (of: readonly TrainingExample[]) => of.map((example) => answersOf(example));
  return {
    hyperparameters,
    stepsPerEpoch,
    steps: stepsPerEpoch * hyperparameters.n_epochs,
    hasValidation: validation.length > 0,
    trainedTokens: tokens * hyperparameters.n_epochs,
    curve: toLossCurve(
      { training: answers(examples), validation: answers(validation) },
      hyperparameters,
      seed,
    ),
    exchanges: [...known, ...examples.flatMap(exchangesOf)],
  };
}

/** The text that the loss is taken over: the assistant's. */
const answersOf = ({ messages }: TrainingExample): string =>
  messages
    .filter(({ role }) => role === 'assistant')
    .map(textOf)
    .join('\n');

/** Each answer that counts, with the message before it. */
function exchangesOf({ messages }: TrainingExample): Exchange[] {
  return messages.flatMap((message, index) => {
    const before = messages.slice(0, index).findLast(({ role }) => role === 'user');
    const learned = message.role === 'assistant' && message.weight !== 0 && textOf(message) !== '';
    return learned && before !== undefined ? [{ them: textOf(before), reply: textOf(message) }] : [];
  });
}

/** Later than any job; finite, to survive JSON. */
const never = Number.MAX_SAFE_INTEGER;

const failingPlan = (validatedAt: number, error: JobError): JobPlan => ({
  validatedAt,
  startsAt: never,
  lastStepAt: never,
  endsAt: never,
  training: undefined,
  failure: { at: validatedAt, error },
});
