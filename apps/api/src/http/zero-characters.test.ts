import { seedOwned } from '@understudy/db/testing/seed-owned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentedOperations } from '../testing/documented-operations.ts';
import { ownershipRequest } from '../testing/ownership-request.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 60_000);
afterAll(() => api.close());

const operations = await documentedOperations();
const texts = operations
  .filter(({ needsToken }) => needsToken)
  .flatMap((operation) =>
    (['query', 'body'] as const).flatMap((place) =>
      operation.texts[place].map(
        (field) => [operation.id, `${place} ${field}`, operation, place, field] as const,
      ),
    ),
  );

/** PostgreSQL takes U+0000 in no text: it is a request like any other, or one that is refused, and never our fault: 500. (Temporal and providers are not there: 503.) */
describe.concurrent('a zero character', () => {
  test.each(texts)('given to %s in %s is no error of ours', async (id, inField, operation, place, field) => {
    const user = `sender of ${inField} to ${id}`;
    const ids = await seedOwned(api.database.db, user);
    const { path, options } = ownershipRequest(operation, ids, user, { [place]: { field, id: 'a\0b' } });
    const response = await api.request(path, options);
    const text = await response.text();
    expect(response.status, text).not.toBe(500);
  });
});
