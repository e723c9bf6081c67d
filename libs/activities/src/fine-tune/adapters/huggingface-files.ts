import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FineTuneMethod } from '@understudy/domain/fine-tune/fine-tune-provider';
import { autoTrainConfig } from '@understudy/domain/fine-tune/trl/autotrain-files';
import { AutoTrainRows } from '@understudy/domain/fine-tune/trl/autotrain-rows';
import { colabNotebook } from '@understudy/domain/fine-tune/trl/colab-notebook';
import { datasetCard } from '@understudy/domain/fine-tune/trl/dataset-card';
import { hubFiles, suggestedModel } from '@understudy/domain/fine-tune/trl/hub-repository';
import { trainingScript } from '@understudy/domain/fine-tune/trl/training-script';
import { trainingConfigJson } from '@understudy/domain/fine-tune/trl/trl-config';
import { decideTrlOptions } from '@understudy/domain/fine-tune/trl/trl-options';
import type { HubUpload } from '../../hugging-face-hub/dataset-repositories.ts';
import type { ProviderJobRequest } from './fine-tune-adapter.ts';

/** The files of a repository beside its data: card, script, configuration, AutoTrain's, and the notebook for Colab. */
export function trainingFiles(repository: string, request: ProviderJobRequest): HubUpload[] {
  const { method, baseModel, hyperparameters, seed, trainingRows: rows } = request;
  const hasValidation = request.validationFileId !== null;
  const model = suggestedModel(repository);
  const options = decideTrlOptions({
    method,
    baseModel,
    hyperparameters,
    seed,
    rows,
    data: { from: 'hub', repository, hasValidation },
    outputDirectory: model.split('/').at(-1) ?? model,
    hubModel: model,
  });
  const contents = {
    [hubFiles.card]: datasetCard(options, { repository, rows, hasValidation }),
    [hubFiles.script]: trainingScript(options),
    [hubFiles.configuration]: trainingConfigJson(options),
    [hubFiles.autoTrain]: autoTrainConfig(options, request.trainingTokens),
    [hubFiles.notebook]: colabNotebook(options),
  };
  return Object.entries(contents).map(([path, content]) => ({ path, content: new Blob([content]) }));
}

/** A prepared file, and the same rows for AutoTrain, which are written beside it on the disk. */
export async function dataFiles(path: string, purpose: 'training' | 'validation'): Promise<HubUpload[]> {
  const isTraining = purpose === 'training';
  const table = join(dirname(path), `${purpose}.csv`);
  await pipeline(Readable.from(autoTrainLines(path)), createWriteStream(table));
  return [
    { path: isTraining ? hubFiles.training : hubFiles.validation, content: await openAsBlob(path) },
    {
      path: isTraining ? hubFiles.autoTrainTraining : hubFiles.autoTrainValidation,
      content: await openAsBlob(table),
    },
  ];
}

async function* autoTrainLines(path: string): AsyncGenerator<string> {
  let rows: AutoTrainRows | null = null;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (rows === null) {
      rows = new AutoTrainRows(methodOf(line));
      yield rows.header();
    }
    yield rows.add(line);
  }
  yield rows?.finish() ?? '';
}

/** All rows of a file are of one kind. */
const methodOf = (line: string): FineTuneMethod => ('chosen' in JSON.parse(line) ? 'dpo' : 'supervised');
