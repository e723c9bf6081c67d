import { Router, json, raw, text } from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseRequest } from '../../http/parse-request.ts';
import { sendJson } from '../../http/send-json.ts';
import { apiPaths, plainPaths, refusal, repositoryOf } from './hub-requests.ts';
import type { HubFile, HubRepository, HubStore } from './hub-store.ts';

/** Files from this size on travel apart from the commit; so do those that are no text. */
const largeFileBytes = 10 * 2 ** 20;
const binaryNames = /\.(?:safetensors|bin|parquet|gz|zip|pt|png|jpe?g)$/iu;

const filePath = z.string().regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$)).{1,255}$/u);
const preuploadSchema = z.object({
  files: z.array(z.object({ path: filePath, size: z.int().min(0), sample: z.base64() })).max(1_000),
});
const batchSchema = z.object({
  operation: z.literal('upload'),
  objects: z.array(z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/u), size: z.int().min(0) })).max(100),
});
const lineSchema = z.discriminatedUnion('key', [
  z.object({
    key: z.literal('header'),
    value: z.object({ summary: z.string().min(1), parentCommit: z.string().optional() }),
  }),
  z.object({
    key: z.literal('file'),
    value: z.object({ path: filePath, content: z.base64(), encoding: z.literal('base64') }),
  }),
  z.object({
    key: z.literal('lfsFile'),
    value: z.object({ path: filePath, oid: z.string(), size: z.int().min(0), algo: z.literal('sha256') }),
  }),
  z.object({ key: z.literal('deletedFile'), value: z.object({ path: filePath }) }),
]);
type CommitLine = z.infer<typeof lineSchema>;

/** Commits as the official clients make them: ask how each file travels, send the large ones, then the commit itself. */
export function createHubCommits(store: HubStore, uploadPath: string): Router {
  const router = Router();
  router.post(apiPaths('/preupload/:revision'), (request, response) => {
    repositoryOf(store, request);
    const { files } = parseRequest(preuploadSchema, request.body);
    sendJson(response, {
      files: files.map(({ path, size, sample }) => ({
        path,
        uploadMode: isLarge(path, size, sample) ? 'lfs' : 'regular',
        shouldIgnore: false,
      })),
    });
  });
  router.post(
    plainPaths('.git/info/lfs/objects/batch'),
    json({ type: 'application/vnd.git-lfs+json' }),
    (request, response) => {
      repositoryOf(store, request);
      const { objects } = parseRequest(batchSchema, request.body);
      const host = `${request.protocol}://${request.get('host') ?? ''}`;
      sendJson(response, {
        transfer: 'basic',
        objects: objects.map(({ oid, size }) => ({
          oid,
          size,
          ...(store.hasContent(oid) ? {} : { actions: { upload: { href: `${host}${uploadPath}/${oid}` } } }),
        })),
      });
    },
  );
  router.post(
    apiPaths('/commit/:revision'),
    text({ type: 'application/x-ndjson', limit: '64mb' }),
    (request, response) => {
      const repository = repositoryOf(store, request);
      const [header, ...changes] = parseLines(request.body);
      if (header?.key !== 'header') throw refusal(400, 'The first line of a commit must be its header');
      const { summary, parentCommit } = header.value;
      if (parentCommit !== undefined && parentCommit !== repository.commits.at(-1)?.oid)
        throw refusal(412, 'A commit has happened since. Please refresh and try again.');
      const oid = store.commit(repository, summary, applyChanges(store, repository, changes));
      const commitUrl = `${request.protocol}://${request.get('host') ?? ''}${request.baseUrl}/commit/${oid}`;
      sendJson(response, { success: true, commitOid: oid, commitUrl, hookOutput: '' });
    },
  );
  return router;
}

/** Takes a large file, without a token, as a signed address does. */
export function receiveLargeFile(store: HubStore): RequestHandler[] {
  return [
    raw({ type: () => true, limit: '512mb' }),
    (request, response) => {
      const content: unknown = request.body;
      const isWhole = Buffer.isBuffer(content) && store.addContent(content) === request.params['oid'];
      response.status(isWhole ? 200 : 400).end();
    },
  ];
}

function isLarge(path: string, size: number, sample: string): boolean {
  return size >= largeFileBytes || binaryNames.test(path) || Buffer.from(sample, 'base64').includes(0);
}

function parseLines(body: unknown): CommitLine[] {
  if (typeof body !== 'string') throw refusal(400, 'Expected a commit as lines of JSON');
  return body
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const parsed = lineSchema.safeParse(toJson(line));
      if (parsed.success) return parsed.data;
      throw refusal(400, `Line ${index + 1} of the commit: ${z.prettifyError(parsed.error)}`);
    });
}

function toJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The files after a commit. */
function applyChanges(
  store: HubStore,
  repository: HubRepository,
  changes: readonly CommitLine[],
): readonly HubFile[] {
  const files = new Map(repository.files.map((file) => [file.path, file]));
  for (const { key, value } of changes) {
    switch (key) {
      case 'file': {
        const content = Buffer.from(value.content, 'base64');
        const sha256 = store.addContent(content);
        files.set(value.path, { path: value.path, size: content.length, sha256, lfs: false });
        break;
      }
      case 'lfsFile': {
        if (!store.hasContent(value.oid)) throw refusal(400, `LFS pointer to a missing object: ${value.oid}`);
        files.set(value.path, { path: value.path, size: value.size, sha256: value.oid, lfs: true });
        break;
      }
      case 'deletedFile': {
        if (!files.delete(value.path)) throw refusal(400, `${value.path} does not exist`);
        break;
      }
      default:
        throw refusal(400, 'A commit has one header');
    }
  }
  return [...files.values()];
}
