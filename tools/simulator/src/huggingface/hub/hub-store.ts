import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StateFolder } from '../../state/state-folder.ts';

/** What a repository holds. */
export const repositoryTypes = ['model', 'dataset'] as const;
export type RepositoryType = (typeof repositoryTypes)[number];

/** A repository's place: its kind, and `namespace/name`. */
export interface RepositoryAddress {
  readonly type: RepositoryType;
  readonly id: string;
}

const fileSchema = z.object({ path: z.string(), size: z.int(), sha256: z.string(), lfs: z.boolean() });
const repositorySchema = z.object({
  type: z.enum(repositoryTypes),
  id: z.string(),
  isPrivate: z.boolean(),
  createdAt: z.number(),
  files: z.array(fileSchema),
  commits: z.array(z.object({ oid: z.string(), title: z.string(), at: z.number() })),
});

/** A file of the newest commit. */
export type HubFile = z.infer<typeof fileSchema>;
/** A repository as it is kept; its commits oldest first. */
export type HubRepository = z.infer<typeof repositorySchema>;

/** Repositories of the simulated hub, and the contents of their files by SHA-256. */
export interface HubStore {
  find(address: RepositoryAddress): HubRepository | undefined;
  list(): readonly HubRepository[];
  create(address: RepositoryAddress, isPrivate: boolean): HubRepository;
  /** Replaces the files by those of a new commit and returns its identifier. */
  commit(repository: HubRepository, title: string, files: readonly HubFile[]): string;
  delete(address: RepositoryAddress): boolean;
  hasContent(sha256: string): boolean;
  content(sha256: string): Buffer | undefined;
  /** Keeps a content and returns its SHA-256. */
  addContent(content: Buffer): string;
  clear(): void;
}

/** @param now milliseconds since the epoch. */
export function createHubStore(state: StateFolder, now: () => number): HubStore {
  const repositories = new Map<string, HubRepository>();
  const contents = new Map<string, Buffer>();
  for (const name of state.list('contents')) contents.set(name.slice('contents/'.length), state.read(name));
  for (const name of state.list('repositories')) {
    const repository = repositorySchema.parse(JSON.parse(state.read(name).toString()));
    repositories.set(keyOf(repository), repository);
  }
  const keep = (repository: HubRepository): HubRepository => {
    repositories.set(keyOf(repository), repository);
    state.write(`repositories/${keyOf(repository)}.json`, JSON.stringify(repository));
    return repository;
  };
  return {
    find: (address) => repositories.get(keyOf(address)),
    list: () => [...repositories.values()],
    create: ({ type, id }, isPrivate) =>
      keep({ type, id, isPrivate, createdAt: now(), files: [], commits: [] }),
    commit(repository, title, files) {
      const at = now();
      const oid = sha256Of(Buffer.from(`${repository.id} ${at} ${repository.commits.length}`)).slice(0, 40);
      keep({ ...repository, files: [...files], commits: [...repository.commits, { oid, title, at }] });
      return oid;
    },
    delete(address) {
      state.remove(`repositories/${keyOf(address)}.json`);
      return repositories.delete(keyOf(address));
    },
    hasContent: (sha256) => contents.has(sha256),
    content: (sha256) => contents.get(sha256),
    addContent(content) {
      const sha256 = sha256Of(content);
      contents.set(sha256, content);
      state.write(`contents/${sha256}`, content);
      return sha256;
    },
    clear() {
      for (const repository of repositories.values()) state.remove(`repositories/${keyOf(repository)}.json`);
      for (const sha256 of contents.keys()) state.remove(`contents/${sha256}`);
      repositories.clear();
      contents.clear();
    },
  };
}

const keyOf = ({ type, id }: RepositoryAddress): string => `${type}--${id.replace('/', '--')}`;

const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
