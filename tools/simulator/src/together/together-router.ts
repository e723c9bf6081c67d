import { Router } from 'express';
import type { RequestHandler } from 'express';
import { accountName } from '../fine-tuning/dialect.ts';
import { tunedChat } from '../fine-tuning/tuned-chat.ts';
import type { TuningAccount } from '../fine-tuning/tuning-account.ts';
import type { ReadImage } from '../ocr/image-reader.ts';
import { createTogetherFiles } from './together-files.ts';
import type { AwaitedFiles } from './together-files.ts';
import { createTogetherJobs } from './together-jobs.ts';

/** Together's API: files, fine-tuning, and chat with the models that came of it; all other models as elsewhere. */
export function createTogetherRouter(
  account: TuningAccount,
  awaited: AwaitedFiles,
  uploadPath: string,
  readImage: ReadImage,
  chat: RequestHandler,
): Router {
  const router = Router();
  router.use('/files', createTogetherFiles(account.files, awaited, uploadPath));
  router.use('/fine-tunes', createTogetherJobs(account));
  router.post(
    '/chat/completions',
    tunedChat(account.jobs.models, `${accountName}/`, readImage, account.now),
    chat,
  );
  return router;
}
