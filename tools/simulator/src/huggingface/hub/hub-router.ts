import { Router } from 'express';
import { createHubCommits } from './hub-commits.ts';
import { createHubFiles } from './hub-files.ts';
import { createHubRepositories } from './hub-repositories.ts';
import type { HubStore } from './hub-store.ts';

/**
 * The endpoints of the Hugging Face hub that `@huggingface/hub` calls to make, fill, read and delete repositories.
 *
 * @param uploadPath where large files are put, see `receiveLargeFile`.
 */
export function createHubRouter(store: HubStore, uploadPath: string): Router {
  const router = Router();
  router.use(createHubRepositories(store), createHubCommits(store, uploadPath), createHubFiles(store));
  return router;
}
