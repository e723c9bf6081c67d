import { Router } from 'express';
import type { Request } from 'express';
import { z } from 'zod';
import { parseRequest } from '../../http/parse-request.ts';
import { sendJson } from '../../http/send-json.ts';
import { apiPaths, missing, plainPaths, repositoryOf } from './hub-requests.ts';
import type { HubFile, HubStore } from './hub-store.ts';

const pathSchema = z.object({ path: z.array(z.string()).default([]) });
const pathsInfoSchema = z.object({ paths: z.array(z.string()) });

/** The files of a repository's newest commit: list, look up, read. Other revisions are not kept apart. */
export function createHubFiles(store: HubStore): Router {
  const router = Router();
  router.get(apiPaths('/tree/:revision{/*path}'), (request, response) => {
    const { files } = repositoryOf(store, request);
    const folder = pathOf(request);
    const prefix = folder === '' ? '' : `${folder}/`;
    const inside = files.filter(({ path }) => path.startsWith(prefix));
    if (inside.length === 0 && folder !== '') throw missing(`${folder} does not exist`, 'EntryNotFound');
    if (request.query['recursive'] === 'true') {
      sendJson(response, inside.map(toEntry));
      return;
    }
    const own = inside.filter(({ path }) => !path.slice(prefix.length).includes('/'));
    const folders = new Set(
      inside
        .filter((file) => !own.includes(file))
        .map(({ path }) => prefix + (path.slice(prefix.length).split('/')[0] ?? '')),
    );
    const directories = [...folders].map((path) => ({ type: 'directory', oid: '', size: 0, path }));
    sendJson(response, [...directories, ...own.map(toEntry)]);
  });
  router.post(apiPaths('/paths-info/:revision'), (request, response) => {
    const { files } = repositoryOf(store, request);
    const { paths } = parseRequest(pathsInfoSchema, request.body);
    sendJson(response, files.filter(({ path }) => paths.includes(path)).map(toEntry));
  });
  router.get(
    [...plainPaths('/resolve/:revision/*path'), ...plainPaths('/raw/:revision/*path')],
    (request, response) => {
      const { files, commits } = repositoryOf(store, request);
      const file = files.find(({ path }) => path === pathOf(request));
      const content = file === undefined ? undefined : store.content(file.sha256);
      if (file === undefined || content === undefined) throw missing('Entry not found', 'EntryNotFound');
      response.set({ etag: `"${file.sha256}"`, 'x-repo-commit': commits.at(-1)?.oid ?? '' });
      response.type('application/octet-stream').set('accept-ranges', 'bytes');
      const [from, to] = rangeOf(request, content.length);
      if (from === 0 && to === content.length - 1 && request.headers.range === undefined) {
        response.end(content);
        return;
      }
      response.status(206).set('content-range', `bytes ${from}-${to}/${content.length}`);
      response.end(content.subarray(from, to + 1));
    },
  );
  return router;
}

const pathOf = (request: Request): string => pathSchema.parse(request.params).path.join('/');

/** First and last byte that are asked for. */
function rangeOf(request: Request, length: number): [number, number] {
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/u.exec(request.headers.range ?? '') ?? [];
  return [Number(from), to === '' ? length - 1 : Math.min(Number(to), length - 1)];
}

function toEntry({ path, size, sha256, lfs }: HubFile) {
  const pointer = lfs ? { lfs: { oid: sha256, size, pointerSize: 134 } } : {};
  return { type: 'file', oid: sha256.slice(0, 40), size, path, ...pointer };
}
