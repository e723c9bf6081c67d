import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { providerJobMark } from '@understudy/domain/fine-tune/fine-tune-contract';
import { hubFiles } from '@understudy/domain/fine-tune/trl/hub-repository';
import { trainingInstructions } from '@understudy/domain/fine-tune/trl/training-instructions';
import type { DatasetRepositories, HubSettings } from '../../hugging-face-hub/dataset-repositories.ts';
import type { FileForProvider, FineTuneAdapter, ProviderJob } from './fine-tune-adapter.ts';
import { dataFiles, trainingFiles } from './huggingface-files.ts';
import { refusePausing } from './refuse-pausing.ts';

/**
 * Hugging Face trains nothing by itself: a job is a private data set repository with everything that a person, Colab or
 * AutoTrain needs to train, and it waits until its owner names the model that came of it. A repository is called by the
 * job's mark, so one that was made without being written down is found, and filled again.
 */
export function createHuggingFaceAdapter(settings: HubSettings): FineTuneAdapter {
  let opened: Promise<DatasetRepositories> | undefined;
  const hub = (): Promise<DatasetRepositories> => (opened ??= openHub(settings));
  const waiting = (repository: string): ProviderJob => ({
    id: repository,
    status: 'awaiting_model',
    fineTunedModel: null,
    trainedTokens: null,
    estimatedFinish: null,
    error: null,
    resultFileIds: [],
    metadata: null,
    suffix: repository,
    news: newsOf(settings.hubUrl, repository),
  });
  return {
    provider: 'huggingface',
    simulated: settings.simulated,
    async findFile(file, signal) {
      const { name, path } = placeOf(file);
      const { nameOf, sizeOf } = await hub();
      const repository = await nameOf(name, signal);
      const size = await sizeOf(repository, path, signal);
      return size === file.sizeBytes ? `${repository}/${path}` : null;
    },
    async upload(file, signal) {
      const { name, path, purpose } = placeOf(file);
      const { nameOf, put } = await hub();
      const repository = await nameOf(name, signal);
      await put(repository, `The ${purpose} data`, await dataFiles(file.path, purpose), signal);
      return `${repository}/${path}`;
    },
    async deleteFile(id, signal) {
      await (await hub()).delete(repositoryOf(id), signal);
    },
    async findJobs(jobId, signal) {
      const { nameOf, sizeOf } = await hub();
      const repository = await nameOf(repositoryName(jobId), signal);
      const isComplete = (await sizeOf(repository, hubFiles.script, signal)) !== null;
      return isComplete ? [waiting(repository)] : [];
    },
    async create(request, signal) {
      const repository = repositoryOf(request.trainingFileId);
      await (await hub()).put(repository, 'How to train', trainingFiles(repository, request), signal);
      return waiting(repository);
    },
    // What the job waits for is not at the hub: its owner says it here.
    retrieve: (repository) => Promise.resolve(waiting(repository)),
    events: () => Promise.resolve([]),
    checkpoints: () => Promise.resolve([]),
    resultText: () => Promise.resolve(null),
    cancel: () => Promise.resolve(),
    pause: () => refusePausing('huggingface'),
    resume: () => refusePausing('huggingface'),
    instructions: (repository) => trainingInstructions(settings.hubUrl, repository),
    async hasModel(model, signal) {
      try {
        return await (await hub()).hasModel(model, signal);
      } catch (error) {
        if (error instanceof UnderstudyError) return true;
        throw error;
      }
    },
    shutdownDate: () => Promise.resolve(null),
  };
}

/** The client of the hub takes 6 MB of memory, and few processes ever ask it: it is loaded for the first that does. */
async function openHub(settings: HubSettings): Promise<DatasetRepositories> {
  const { createDatasetRepositories } = await import('../../hugging-face-hub/dataset-repositories.ts');
  return createDatasetRepositories(settings);
}

const repositoryName = (jobId: string): string => providerJobMark(jobId, 'understudy').suffix;

/** Where a file belongs, by its name, which is that of the repository and what it is for. */
function placeOf({ fileName }: FileForProvider) {
  const [, name, purpose] = /^(understudy-[0-9a-f]{12})-(training|validation)\.jsonl$/.exec(fileName) ?? [];
  if (name === undefined) throw new UnderstudyError('internal_error', `${fileName} is no file of a job.`);
  return purpose === 'validation'
    ? ({ name, purpose, path: hubFiles.validation } as const)
    : ({ name, purpose: 'training', path: hubFiles.training } as const);
}

/** The repository of a file. Only such as were made by us are ever deleted. */
function repositoryOf(fileId: string): string {
  const [repository] = /^[^/]+\/understudy-[0-9a-f]{12}(?=\/|$)/.exec(fileId) ?? [];
  if (repository === undefined) throw new UnderstudyError('internal_error', `${fileId} is no file of ours.`);
  return repository;
}

/** The instructions as the job's log says them, each once. */
function newsOf(hubUrl: string, repository: string): NonNullable<ProviderJob['news']> {
  return trainingInstructions(hubUrl, repository).steps.map(({ title, text, url }, index) => ({
    id: `instruction-${String(index + 1)}`,
    occurredAt: new Date(),
    level: 'info',
    type: 'message',
    message: `${title}: ${text}${url === null ? '' : ` ${url}`}`,
    data: { url },
  }));
}
