import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment } from '@understudy/stack/settings/environment';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { trainerVariables } from './trainer-variables.ts';

let stateFolder: string;
beforeAll(async () => {
  stateFolder = await mkdtemp(join(tmpdir(), 'understudy-trainer-'));
});
afterAll(() => rm(stateFolder, { recursive: true, force: true }));

it('finds everything beside npm start with nothing set, and shares a kept key with it', async () => {
  const settings = parseEnvironment({ UNDERSTUDY_STATE: stateFolder });
  const variables = await trainerVariables(settings, {}, join(stateFolder, 'trainer'));
  const key = (await readFile(join(stateFolder, 'secrets', 'trainer'), 'utf8')).trim();
  expect(variables).toMatchObject({
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    TEMPORAL_NAMESPACE: 'default',
    STORAGE_FOLDER: join(stateFolder, 'storage'),
    TRAINER_API_KEY: key,
    TRAINER_SERVE_PORT: '8085',
  });
  expect(key).toMatch(/^[0-9a-f]{64}$/);
});

it('takes what is given before what it finds, and a variable that is set to nothing for none', async () => {
  const given = {
    UNDERSTUDY_STATE: stateFolder,
    TEMPORAL_ADDRESS: 'temporal.example.org:7233',
    STORAGE_FOLDER: '',
    S3_BUCKET: 'understudy',
    TRAINER_API_KEY: 'a-key-of-our-own',
    TRAINER_SERVE_PORT: '9000',
  };
  const variables = await trainerVariables(parseEnvironment(given), given, join(stateFolder, 'trainer'));
  expect(variables).toMatchObject({ ...given, STORAGE_FOLDER: join(stateFolder, 'storage') });
});
