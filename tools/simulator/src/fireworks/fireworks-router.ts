import { Router } from 'express';
import type { RequestHandler } from 'express';
import { tunedChat } from '../fine-tuning/tuned-chat.ts';
import type { TuningAccount } from '../fine-tuning/tuning-account.ts';
import type { ReadImage } from '../ocr/image-reader.ts';
import { createFireworksDatasets } from './fireworks-datasets.ts';
import { modelPrefix } from './fireworks-dialect.ts';
import { createFireworksJobs } from './fireworks-jobs.ts';
import type { JobKind } from './fireworks-jobs.ts';

const kinds: readonly JobKind[] = [
  {
    method: 'supervised',
    collection: 'supervisedFineTuningJobs',
    idParameter: 'supervisedFineTuningJobId',
  },
  { method: 'dpo', collection: 'dpoJobs', idParameter: 'dpoJobId' },
];

/** Fireworks' API: data sets and jobs of an account, and chat under `/inference` with the models that came of them. */
export function createFireworksRouter(
  account: TuningAccount,
  readImage: ReadImage,
  chat: RequestHandler,
): Router {
  const router = Router();
  router.use('/v1/accounts/:account/datasets', createFireworksDatasets(account.files));
  for (const kind of kinds) {
    router.use(`/v1/accounts/:account/${kind.collection}`, createFireworksJobs(account, kind));
  }
  router.post(
    '/inference/v1/chat/completions',
    tunedChat(account.jobs.models, modelPrefix, readImage, account.now),
    chat,
  );
  return router;
}
