import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { SignJWT } from 'jose';
import { pino } from 'pino';
import { createApp } from '../app.ts';
import { connect } from '../connect.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { parseEnvironment } from '../environment.ts';
import { listen } from '../server.ts';

/** The API on a port of its own, over a database and a storage folder of its own. */
export type TestApi = {
  url: string;
  database: TestDatabase;
  dependencies: ApiDependencies;
  /** Asks as a user; nobody where none is given. */
  request: (path: string, options?: TestRequest) => Promise<Response>;
  /** Names of everything in object storage, which are the IDs of files. */
  storedKeys: () => Promise<string[]>;
  storageFolder: string;
  /** Lines of the log so far. */
  log: string[];
  close: () => Promise<void>;
};

/** A request of a test. `json` becomes the body. */
export type TestRequest = Omit<RequestInit, 'headers'> & {
  user?: string;
  json?: unknown;
  headers?: Record<string, string>;
};

const secret = 'a secret of the tests, which is long enough';

/** Where nothing listens: Temporal is down, unless a test names one. */
const nowhere = '127.0.0.1:1';

/** Starts an API with real parts. `environment` overrides variables. */
export async function startTestApi(environment: Record<string, string> = {}): Promise<TestApi> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-api-'));
  const database = await createTestDatabase();
  const settings = parseEnvironment({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: database.appUrl,
    STORAGE_FOLDER: folder,
    JWT_SECRET: secret,
    STORAGE_SIGNING_SECRET: 'another secret of the tests, for links',
    UNDERSTUDY_DEVELOPMENT_SECRET: '1',
    SIMULATED_PROVIDERS: 'openai',
    OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    TEMPORAL_ADDRESS: nowhere,
    TEMPORAL_UI_URL: 'http://temporal.example:8233/',
    ...environment,
  });
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  const { dependencies, close } = connect(settings, logger);
  const server = await listen(createApp(dependencies), settings.http);
  return {
    url: server.url,
    database,
    dependencies,
    log,
    request: (path, options) => request(server.url, path, options),
    storedKeys: () => storedKeys(folder),
    storageFolder: folder,
    async close() {
      const served = server.close(100);
      await dependencies.runEvents.close();
      await served;
      await close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A token of the tests' secret. `expires` is in seconds since 1970. */
export async function signTestToken(
  user: string,
  expires = Math.floor(Date.now() / 1000) + 3600,
): Promise<string> {
  const token = new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime(expires);
  return token.sign(new TextEncoder().encode(secret));
}

async function request(url: string, path: string, options: TestRequest = {}): Promise<Response> {
  const { user, json, headers, ...rest } = options;
  const authorization = user === undefined ? {} : { authorization: `Bearer ${await signTestToken(user)}` };
  const body = json === undefined ? {} : { body: JSON.stringify(json) };
  const contentType = json === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(`${url}${path}`, {
    ...rest,
    ...body,
    headers: { ...authorization, ...contentType, ...headers },
  });
}

async function storedKeys(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}
