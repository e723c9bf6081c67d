import type { FileStore } from '../files/file-store.ts';
import { parseRequest, tooLong } from '../http/parse-request.ts';
import { invalidRequest } from '../http/provider-error.ts';
import type { FineTuningJob } from './job.ts';
import { jobRequestSchema } from './job-request.ts';
import type { JobRequest } from './job-request.ts';
import type { JobStore, OwnDetails } from './job-store.ts';
import { baseModelOf, findTunableModel } from './tunable-models.ts';

const mostPairs = 16;
const longestKey = 64;
const longestValue = 512;

/**
 * Creates a job from the body of a request.
 *
 * @throws {ProviderError} 400 when the body, the model or a file is not what the service takes.
 */
export function createJob(body: unknown, jobs: JobStore, files: FileStore): FineTuningJob {
  const request = parseRequest(jobRequestSchema, body);
  checkMetadata(request.metadata ?? {});
  const model = resolveModel(request, jobs);
  return createJobFrom(request, model, { jobs, files });
}

/**
 * Creates a job whose request is understood.
 *
 * @param own what the provider lets the client choose or repeats to it.
 * @throws {ProviderError} 400 when a file is not there, or not for fine-tuning.
 */
export function createJobFrom(
  request: JobRequest,
  model: string,
  { jobs, files }: { readonly jobs: JobStore; readonly files: FileStore },
  own?: OwnDetails,
): FineTuningJob {
  const training = readFile(files, request.training_file, 'training_file');
  const validation = request.validation_file
    ? readFile(files, request.validation_file, 'validation_file')
    : undefined;
  return jobs.create(request, model, { training, validation }, own);
}

function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  const pairs = Object.entries(metadata);
  if (pairs.length > mostPairs) {
    throw invalidRequest(
      `Invalid 'metadata': too many properties. Expected an object with at most ${mostPairs} properties, but got an object with ${pairs.length} properties instead.`,
      'metadata',
      'object_above_max_properties',
    );
  }
  for (const [key, value] of pairs) {
    if (key.length > longestKey) throw tooLong('metadata', longestKey, key);
    if (value.length > longestValue) throw tooLong(`metadata.${key}`, longestValue, value);
  }
}

function resolveModel({ model, method }: JobRequest, jobs: JobStore): string {
  const tuned = model.startsWith('ft:');
  const tunable = findTunableModel(baseModelOf(model));
  if (tunable === undefined || (tuned && jobs.models.find(model) === undefined)) {
    throw invalidRequest(
      `Model ${model} is not available for fine-tuning or does not exist.`,
      'model',
      'model_not_available',
    );
  }
  const type = method?.type ?? 'supervised';
  if (type === 'reinforcement' || !tunable.methods.includes(type)) {
    throw invalidRequest(
      `The fine-tuning method '${type}' is not supported for model ${model}.`,
      'method',
      'unsupported_method',
    );
  }
  return tuned ? model : tunable.snapshot;
}

function readFile(files: FileStore, id: string, param: string): Buffer {
  const file = files.get(id);
  const content = files.content(id);
  if (file === undefined || content === undefined) {
    throw invalidRequest(`File '${id}' does not exist.`, param, 'invalid_file');
  }
  if (file.purpose !== 'fine-tune') {
    throw invalidRequest(
      `File '${id}' has purpose '${file.purpose}', but must have purpose 'fine-tune'.`,
      param,
      'invalid_file',
    );
  }
  if (file.status === 'uploaded') {
    throw invalidRequest(
      `File '${id}' is still being processed and is not ready to be used for fine-tuning. Please try again later.`,
      param,
      'file_not_ready',
    );
  }
  return content;
}
