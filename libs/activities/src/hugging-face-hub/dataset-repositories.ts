import { commit, createRepo, deleteRepo, pathsInfo, repoExists, whoAmI } from '@huggingface/hub';
import { callHub, isHubStatus } from './hub-error.ts';

/** How to reach the Hugging Face hub. */
export type HubSettings = {
  token: string;
  /** Without a slash at its end. */
  hubUrl: string;
  /** Whose repositories are made; the owner of the token when undefined. */
  namespace: string | undefined;
  simulated: boolean;
};

/** A file to be put into a repository. A blob of a file on the disk is read while it is sent. */
export type HubUpload = { path: string; content: Blob };

/**
 * Private data set repositories on the Hugging Face hub, by its official client. What is there already is no error, so
 * that whatever was interrupted can be done again.
 */
export type DatasetRepositories = {
  /** `user/name` of a repository of ours. */
  nameOf(name: string, signal: AbortSignal): Promise<string>;
  /** Makes the repository if it is not there, and puts files into it by one commit. */
  put(repository: string, title: string, files: readonly HubUpload[], signal: AbortSignal): Promise<void>;
  /** Bytes of a file; null where it, or its repository, is not there. */
  sizeOf(repository: string, path: string, signal: AbortSignal): Promise<number | null>;
  /** Deleting what is not there is no error. */
  delete(repository: string, signal: AbortSignal): Promise<void>;
  /** Whether the token's owner can read such a model. */
  hasModel(model: string, signal: AbortSignal): Promise<boolean>;
};

/** @throws UnderstudyError, from every call, with one of the `provider_…` codes */
export function createDatasetRepositories(settings: HubSettings): DatasetRepositories {
  const { token: accessToken, hubUrl } = settings;
  let owner: string | undefined = settings.namespace;
  const access = (signal: AbortSignal) => ({
    accessToken,
    hubUrl,
    // The client takes a signal for few of its calls.
    fetch: ((input, init) => fetch(input, { ...init, signal })) satisfies typeof fetch,
  });
  const dataset = (name: string) => ({ type: 'dataset', name }) as const;
  return {
    nameOf: (name, signal) =>
      callHub(signal, async () => {
        owner ??= (await whoAmI(access(signal))).name;
        return `${owner}/${name}`;
      }),
    put: (repository, title, files, signal) =>
      callHub(signal, async () => {
        const repo = dataset(repository);
        await createRepo({ ...access(signal), repo, visibility: 'private' }).catch((error: unknown) => {
          if (!isHubStatus(error, 409)) throw error;
        });
        const operations = files.map((file) => ({ operation: 'addOrUpdate' as const, ...file }));
        await commit({ ...access(signal), repo, title, operations });
      }),
    sizeOf: (repository, path, signal) =>
      callHub(signal, async () => {
        try {
          const found = await pathsInfo({ ...access(signal), repo: dataset(repository), paths: [path] });
          return found.find((entry) => entry.path === path)?.size ?? null;
        } catch (error) {
          if (isHubStatus(error, 404)) return null;
          throw error;
        }
      }),
    delete: (repository, signal) =>
      callHub(signal, async () => {
        await deleteRepo({ ...access(signal), repo: dataset(repository) }).catch((error: unknown) => {
          if (!isHubStatus(error, 404)) throw error;
        });
      }),
    hasModel: (model, signal) =>
      callHub(signal, () => repoExists({ ...access(signal), repo: { type: 'model', name: model } })),
  };
}
