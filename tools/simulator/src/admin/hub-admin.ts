import { Router } from 'express';
import type { HubStore } from '../huggingface/hub/hub-store.ts';

/** What was put on the simulated hub: repositories with their files and commits. Contents are read from the hub itself. */
export function createHubAdmin(store: HubStore): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.json({
      repositories: store.list().map(({ type, id, isPrivate, files, commits }) => ({
        type,
        id,
        private: isPrivate,
        files,
        commits: commits.map(({ title }) => title),
      })),
    });
  });
  return router;
}
