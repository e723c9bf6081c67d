import { flaggedCategories } from '../moderations/moderations.ts';
import type { FileRules } from './dialect.ts';
import { ExampleFault, parseExample } from './training-example.ts';
import type { TrainingExample } from './training-example.ts';
import type { TuningMethod } from './tunable-models.ts';

/** Why a job failed, as its `error` says. */
export interface JobError {
  readonly code: string;
  readonly message: string;
  readonly param: string | null;
}

/** A file of examples as a job names it. */
export interface ExampleFile {
  readonly id: string;
  readonly param: 'training_file' | 'validation_file';
  readonly content: Buffer;
}

/** Above this share of flagged examples the file is blocked; below it they are left out without a word. */
const mostFlagged = 0.05;
const formatNames = { chat: 'fine-tune-chat', preference: 'fine-tune-preference' } as const;
const methodOf = { chat: 'supervised', preference: 'dpo' } as const;

/** Checks a whole file as the service does while a job is `validating_files`: its examples, or why the job fails. */
export function checkTrainingFile(
  file: ExampleFile,
  method: TuningMethod,
  { fewestExamples, moderated }: FileRules,
): { readonly examples: readonly TrainingExample[] } | { readonly error: JobError } {
  const lines = file.content.toString('utf8').replace(/\n+$/u, '').split('\n');
  const examples: TrainingExample[] = [];
  for (const [index, line] of lines.entries()) {
    const example = parseLine(line, index + 1);
    if (typeof example === 'string') return invalidFile(file, `Invalid file format. ${example}`);
    examples.push(example);
  }
  const wrong = examples.find(({ kind }) => methodOf[kind] !== method);
  if (wrong !== undefined) return invalidFile(file, wrongMethod(file.id, wrong.kind, method));
  if (file.param === 'training_file' && examples.length < fewestExamples) {
    return tooFew(examples.length, fewestExamples);
  }
  return moderated ? moderate(file, examples) : { examples };
}

function parseLine(line: string, number: number): TrainingExample | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return `Example ${number} cannot be parsed. Error: line contains invalid json (line ${number})`;
  }
  try {
    return parseExample(json);
  } catch (error) {
    if (error instanceof ExampleFault) return `Example ${number}, ${error.message}`;
    throw error;
  }
}

function moderate(file: ExampleFile, examples: readonly TrainingExample[]) {
  const flags = examples.map(({ text }) => flaggedCategories(text).length > 0);
  const flagged = flags.flatMap((flag, index) => (flag ? [index + 1] : []));
  if (flagged.length > examples.length * mostFlagged) {
    return invalidFile(
      file,
      `This file failed moderation safety checks. The OpenAI Moderation API identifies fine tuning examples that violate our content policies. To fine tune on this data, please try removing the flagged lines and uploading the file again. Flagged lines: ${flagged.join(', ')}`,
    );
  }
  return { examples: examples.filter((_, index) => flags[index] === false) };
}

const tooFew = (count: number, fewest: number) => ({
  error: {
    code: 'invalid_n_examples',
    message: `Training file has ${count} example(s), but must have at least ${fewest} examples`,
    param: 'training_file',
  },
});

function wrongMethod(id: string, kind: TrainingExample['kind'], method: TuningMethod): string {
  return `Invalid file format. Input file ${id} is in the ${formatNames[kind]} format, but the specified fine-tuning job is not using '${methodOf[kind]}' as the training method (provided method=${method}). `;
}

function invalidFile({ param }: ExampleFile, reason: string): { error: JobError } {
  const name = param === 'training_file' ? 'training' : 'validation';
  return {
    error: {
      code: `invalid_${param}`,
      message: `The job failed due to an invalid ${name} file. ${reason}`,
      param,
    },
  };
}
