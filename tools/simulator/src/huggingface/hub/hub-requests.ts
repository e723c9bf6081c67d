import type { Request } from 'express';
import { z } from 'zod';
import { ProviderError } from '../../http/provider-error.ts';
import type { HubRepository, HubStore, RepositoryAddress } from './hub-store.ts';

const paramsSchema = z.object({ namespace: z.string(), name: z.string() });

/** The paths of an endpoint for both kinds of repository: `/api/models/…` and `/api/datasets/…`. */
export const apiPaths = (rest = ''): string[] =>
  ['models', 'datasets'].map((kind) => `/api/${kind}/:namespace/:name${rest}`);

/** The paths of an endpoint outside of the API: models have no prefix there. */
export const plainPaths = (rest: string): string[] => [
  `/datasets/:namespace/:name${rest}`,
  `/:namespace/:name${rest}`,
];

/** The repository that a request's path names. */
export function addressOf(request: Request): RepositoryAddress {
  const { namespace, name } = paramsSchema.parse(request.params);
  const isDataset = /^\/(?:api\/)?datasets\//u.test(request.path);
  return { type: isDataset ? 'dataset' : 'model', id: `${namespace}/${name}` };
}

/**
 * The repository that a request's path names.
 *
 * @throws {ProviderError} 404 with the code by which the official clients know it.
 */
export function repositoryOf(store: HubStore, request: Request): HubRepository {
  const repository = store.find(addressOf(request));
  if (repository === undefined) throw missing('Repository not found', 'RepoNotFound');
  return repository;
}

/** Something that is not there: 404 with the hub's own code in a header. */
export const missing = (message: string, code: string): ProviderError =>
  new ProviderError({
    status: 404,
    type: 'not_found',
    message,
    code,
    headers: { 'x-error-code': code, 'x-error-message': message },
  });

/** Another refusal of the hub. */
export const refusal = (status: number, message: string): ProviderError =>
  new ProviderError({ status, type: 'invalid_request', message });
