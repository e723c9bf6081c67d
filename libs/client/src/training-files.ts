import type { Client } from 'openapi-fetch';
import { unwrap } from './answer.ts';
import { readArtefactPath } from './artefact-path.ts';
import type { components, paths } from './schema.d.ts';

type Schemas = components['schemas'];

/** A training file as the API shows it. */
export type TrainingFile = Schemas['TrainingFile'];

/** What a new training file is made of. */
export type CreateTrainingFileInput = Schemas['CreateTrainingFile'];

/** Conversations for a training file that is there. */
export type AddConversationsInput = Schemas['AddConversations'] & { training_file_id: string };

/** Which training files. `limit` is of all together, not of a page. */
export type TrainingFileFilters = Omit<
  NonNullable<paths['/api/training-files']['get']['parameters']['query']>,
  'cursor'
>;

/** How one call is made. */
export type CallOptions = { signal?: AbortSignal };

/** How a call that starts a build is made. */
export type BuildOptions = CallOptions & {
  /** Seconds for which the answer may wait for the build, 0–60; 5 where it is not given. */
  wait?: number;
};

/** How a training file is made. */
export type CreateOptions = BuildOptions & {
  /** Anything new for every new intention: a repeat with the same key makes no second file. */
  idempotencyKey?: string;
};

/** Most files that the API answers at once. */
const largestPage = 200;

/** Training files, as a service. Every method fails with an ApiError that carries a code and the faults by field. */
export type TrainingFiles = {
  /** Makes a training file of enriched conversations and starts its build; `run` of the file says how far it is. */
  createTrainingFile: (input: CreateTrainingFileInput, options?: CreateOptions) => Promise<TrainingFile>;
  /** Adds conversations, all of them or none. What could be downloaded before still can until the next build is done. */
  addConversationsToTrainingFile: (
    input: AddConversationsInput,
    options?: BuildOptions,
  ) => Promise<TrainingFile>;
  /** All training files that the filters let through, newest first, page by page behind the scenes. */
  listTrainingFiles: (filters?: TrainingFileFilters, options?: CallOptions) => Promise<TrainingFile[]>;
  /** One training file. */
  getTrainingFile: (id: string, options?: CallOptions) => Promise<TrainingFile>;
  /** IDs of the conversations in a training file, in their order. */
  getTrainingFileConversations: (id: string, options?: CallOptions) => Promise<string[]>;
  /**
   * A signed link to an artefact, which can be opened without a token.
   *
   * @param path `json_file_path` or `jsonl_file_path` of a training file
   * @param expiresIn seconds for which the link works: 1–3600, 3600 where it is not given
   */
  getDownloadUrl: (path: string, expiresIn?: number, options?: CallOptions) => Promise<string>;
};

/** The service of training files over a client of the API. */
export function createTrainingFiles(api: Client<paths>): TrainingFiles {
  return {
    async createTrainingFile(input, { idempotencyKey, ...options } = {}) {
      const key = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
      const { header, ...call } = buildCall(options);
      const answer = await unwrap(
        api.POST('/api/training-files', { ...call, params: { header: { ...header, ...key } }, body: input }),
      );
      return answer.trainingFile;
    },
    async addConversationsToTrainingFile({ training_file_id: id, ...body }, options = {}) {
      const { header, ...call } = buildCall(options);
      const answer = await unwrap(
        api.POST('/api/training-files/{id}/add-conversations', {
          ...call,
          params: { path: { id }, header },
          body,
        }),
      );
      return answer.trainingFile;
    },
    listTrainingFiles: (filters = {}, options = {}) => listAll(api, filters, options),
    async getTrainingFile(id, options = {}) {
      const answer = await unwrap(
        api.GET('/api/training-files/{id}', { ...options, params: { path: { id } } }),
      );
      return answer.trainingFile;
    },
    async getTrainingFileConversations(id, options = {}) {
      const answer = await unwrap(
        api.GET('/api/training-files/{id}/conversations', { ...options, params: { path: { id } } }),
      );
      return answer.conversation_ids;
    },
    async getDownloadUrl(path, expiresIn, options = {}) {
      const { id, format } = readArtefactPath(path);
      const query = { format, ...(expiresIn === undefined ? {} : { expires_in: expiresIn }) };
      const link = await unwrap(
        api.GET('/api/training-files/{id}/download', { ...options, params: { path: { id }, query } }),
      );
      return link.download_url;
    },
  };
}

/** Options of a call, and its headers. */
function buildCall({ wait, ...call }: BuildOptions) {
  return { ...call, header: wait === undefined ? {} : { prefer: `wait=${wait}` } };
}

async function listAll(
  api: Client<paths>,
  { limit = Number.POSITIVE_INFINITY, ...filters }: TrainingFileFilters,
  options: CallOptions,
): Promise<TrainingFile[]> {
  const files: TrainingFile[] = [];
  let cursor: string | null = null;
  do {
    const query = {
      ...filters,
      limit: Math.min(limit - files.length, largestPage),
      ...(cursor === null ? {} : { cursor }),
    };
    const page: Schemas['TrainingFileList'] = await unwrap(
      api.GET('/api/training-files', { ...options, params: { query } }),
    );
    files.push(...page.trainingFiles);
    cursor = page.next_cursor;
  } while (cursor !== null && files.length < limit);
  return files;
}
