import { Router } from 'express';
import { z } from 'zod';
import { parseRequest } from '../../http/parse-request.ts';
import { sendJson } from '../../http/send-json.ts';
import { apiPaths, missing, refusal, repositoryOf } from './hub-requests.ts';
import { repositoryTypes } from './hub-store.ts';
import type { HubRepository, HubStore, RepositoryAddress } from './hub-store.ts';

/** Whose token it is, whatever token. */
export const hubUser = 'simulated';

const nameSchema = z.string().regex(/^(?!.*(?:--|\.\.))[\w][\w.-]{0,95}$/u);
const createSchema = z.object({
  name: nameSchema,
  organization: z.string().optional(),
  type: z.enum(repositoryTypes).default('model'),
  visibility: z.enum(['public', 'private', 'protected']).optional(),
  private: z.boolean().optional(),
});
const deleteSchema = createSchema.pick({ name: true, organization: true, type: true });

/** Who the token's owner is, and their repositories: create, look up, delete. */
export function createHubRepositories(store: HubStore): Router {
  const router = Router();
  router.get('/api/whoami-v2', (_request, response) => {
    const accessToken = { displayName: 'simulated', role: 'write', createdAt: new Date(0).toISOString() };
    sendJson(response, {
      type: 'user',
      id: '000000000000000000000000',
      name: hubUser,
      fullname: 'Simulated User',
      isPro: false,
      orgs: [],
      auth: { type: 'access_token', accessToken },
    });
  });
  router.post('/api/repos/create', (request, response) => {
    const body = parseRequest(createSchema, request.body);
    const { type, organization: namespace = hubUser } = body;
    if (namespace !== hubUser)
      throw refusal(403, `You don't have the rights to create a ${type} under the namespace "${namespace}"`);
    const address = { type, id: `${namespace}/${body.name}` };
    const url = urlOf(`${request.protocol}://${request.get('host') ?? ''}${request.baseUrl}`, address);
    if (store.find(address) !== undefined) {
      sendJson(response, { error: `You already created this ${type} repo`, url }, 409);
      return;
    }
    const { visibility = body.private === true ? 'private' : 'public' } = body;
    const { id } = store.create(address, visibility !== 'public');
    sendJson(response, { url, name: id, id });
  });
  router.delete('/api/repos/delete', (request, response) => {
    const { type, name, organization = hubUser } = parseRequest(deleteSchema, request.body);
    if (!store.delete({ type, id: `${organization}/${name}` })) {
      throw missing('Repository not found', 'RepoNotFound');
    }
    response.type('text').send('OK');
  });
  router.get(apiPaths(), (request, response) => {
    sendJson(response, toBody(repositoryOf(store, request)));
  });
  return router;
}

/** A repository as the API shows it. */
function toBody({ id, isPrivate, createdAt, commits, files }: HubRepository) {
  const latest = commits.at(-1);
  return {
    _id: '000000000000000000000000',
    id,
    author: hubUser,
    private: isPrivate,
    gated: false,
    disabled: false,
    downloads: 0,
    likes: 0,
    tags: [],
    sha: latest?.oid ?? null,
    createdAt: new Date(createdAt).toISOString(),
    lastModified: new Date(latest?.at ?? createdAt).toISOString(),
    siblings: files.map(({ path }) => ({ rfilename: path })),
  };
}

const urlOf = (hub: string, { type, id }: RepositoryAddress): string =>
  `${hub}/${type === 'dataset' ? 'datasets/' : ''}${id}`;
