import { newId } from '@understudy/db/new-id';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperations } from '../all-operations.ts';
import { documentedOperations, type DocumentedOperation } from '../testing/documented-operations.ts';
import { seedOwned, type OwnedIds } from '@understudy/db/testing/seed-owned';
import { ownershipRegister } from '../testing/ownership-register.ts';
import { ownershipRequest, type Changes } from '../testing/ownership-request.ts';
import { referencedKinds, unownedReferences } from '../testing/ownership-references.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const operations = await documentedOperations();
const guarded = operations.filter(({ needsToken }) => needsToken).map((one) => [one.id, one] as const);
const naming = guarded.filter(([, { params }]) => params.some((name) => name !== 'format'));

let api: TestApi;
let owned: OwnedIds;
let rivals: OwnedIds;
beforeAll(async () => {
  api = await startTestApi();
  owned = await seedOwned(api.database.db, 'owner');
  rivals = await seedOwned(api.database.db, 'rival');
}, 60_000);
afterAll(() => api.close());

/** Asks for an operation about somebody's resources; status, and text without what differs from request to request. */
async function ask(operation: DocumentedOperation, ids: OwnedIds, user?: string, changes: Changes = {}) {
  const { path, options } = ownershipRequest(operation, ids, user, changes);
  const response = await api.request(path, options);
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const body = isStream ? '' : await response.text();
  if (isStream) await response.body?.cancel();
  return { status: response.status, headers: response.headers, text: body.replace(/"urn:uuid:[^"]+"/, '""') };
}

/** IDs of what exists nowhere, of every kind. */
function unknownIds(): OwnedIds {
  return Object.fromEntries(Object.keys(owned).map((kind) => [kind, newId()])) as OwnedIds;
}

/** A text without UUIDs and without the tokens of links, which differ from answer to answer. */
function withoutAnyIds(text: string): string {
  return text
    .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID')
    .replaceAll(/token=[\w.-]+/g, 'token')
    .replaceAll(/\d{4}-[\d-]+T[\d:.]+Z/g, 'time');
}

/** An answer with the IDs that were asked for taken out of it. */
function withoutIds({ status, text }: { status: number; text: string }, ids: OwnedIds) {
  return { status, text: Object.values(ids).reduce((rest, id) => rest.replaceAll(id, 'ID'), text) };
}

describe('the matrix', () => {
  test('has an entry for every operation of the OpenAPI document, and none for anything else', () => {
    expect(Object.keys(ownershipRegister).sort()).toEqual(operations.map(({ id }) => id).sort());
    expect(operations.map(({ id }) => id).sort()).toEqual(allOperations.map(({ id }) => id).sort());
  });

  test('knows what every path names, has every body, and a reason for every open door', () => {
    for (const { id, params, needsToken, takesJson, takesForm } of operations) {
      const entry = ownershipRegister[id];
      expect(entry !== undefined && 'open' in entry, `${id} is open`).toBe(!needsToken);
      if (entry === undefined || 'open' in entry) continue;
      const known = Object.keys({ ...entry.names, ...entry.params });
      expect(known.sort(), `what the path of ${id} names`).toEqual(params.sort());
      expect(entry.body !== undefined || entry.form !== undefined, `${id} has a body`).toBe(
        takesJson || takesForm,
      );
    }
  });
});

describe('nobody', () => {
  test.each(guarded)('is asked away by %s with 401', async (_id, operation) => {
    const { status, headers, text } = await ask(operation, owned);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(JSON.parse(text)).toMatchObject({ code: 'authentication_required' });
  });
});

describe('a stranger', () => {
  test.each(naming)(
    'is told by %s what they would be told of what is nowhere: 404',
    async (_id, operation) => {
      const nowhere = unknownIds();
      const foreign = await ask(operation, owned, 'stranger');
      expect(foreign.status).toBe(404);
      expect(JSON.parse(foreign.text)).toMatchObject({ code: 'not_found' });
      const unknown = await ask(operation, nowhere, 'stranger');
      expect(withoutIds(foreign, owned)).toEqual(withoutIds(unknown, nowhere));
    },
  );

  const others = guarded.filter(([id]) => !naming.some(([named]) => named === id));
  test.each(others)('is shown nothing by %s', async (id, operation) => {
    const { status, text } = await ask(operation, owned, 'stranger');
    const entry = ownershipRegister[id];
    const wanted = entry !== undefined && 'withNothing' in entry ? entry.withNothing : undefined;
    if (wanted === undefined) {
      expect(status).toBeLessThan(300);
      for (const one of Object.values(owned)) expect(text).not.toContain(one);
    } else {
      expect(wanted).toContain(status);
      const unknown = await ask(operation, unknownIds(), 'stranger');
      expect(withoutAnyIds(text)).toEqual(withoutAnyIds(unknown.text));
    }
  });
});

/** Every field of a body and parameter of a query that can name a resource, with the operation that takes it. */
const references = guarded.flatMap(([id, operation]) =>
  (['query', 'body'] as const).flatMap((place) =>
    operation.references[place].map((field) => [id, `${place} ${field}`, operation, place, field] as const),
  ),
);

describe('a user with everything of their own', () => {
  test('can refer to resources in fields that are all known to the matrix', () => {
    const unknown = references.filter(
      ([id, , , , field]) =>
        unownedReferences[`${id} ${field}`] === undefined &&
        referencedKinds[field.split('.').at(-1) ?? ''] === undefined,
    );
    expect(unknown.map(([id, field]) => `${id}: ${field}`)).toEqual([]);
  });

  test.each(references.filter(([id, , , , field]) => unownedReferences[`${id} ${field}`] === undefined))(
    'gets from %s (%s) for what is somebody else’s what they would get for what is nowhere',
    async (_id, _place, operation, place, field) => {
      const kind = referencedKinds[field.split('.').at(-1) ?? ''] ?? 'avatarId';
      const unknown = newId();
      const foreign = await ask(operation, rivals, 'rival', { [place]: { field, id: owned[kind] } });
      const nowhere = await ask(operation, rivals, 'rival', { [place]: { field, id: unknown } });
      expect(withoutAnyIds(foreign.text)).toEqual(withoutAnyIds(nowhere.text));
      expect(foreign.status).toBe(nowhere.status);
      for (const [other, id] of Object.entries(owned))
        if (other !== kind) expect(foreign.text).not.toContain(id);
    },
  );
});

describe.concurrent('the owner', () => {
  test.each(guarded)('is not refused by %s', async (id, operation) => {
    const user = `owner of ${id}`;
    const ids = await seedOwned(api.database.db, user);
    const { status, text } = await ask(operation, ids, user);
    const entry = ownershipRegister[id];
    const wanted = entry !== undefined && 'forOwner' in entry ? entry.forOwner : undefined;
    if (wanted !== undefined) expect(wanted, text).toContain(status);
    else if (operation.method === 'GET') expect(status, text).toBe(200);
    else expect([401, 403, 404, 500], text).not.toContain(status);
  });
});

test('nothing of the owner has changed', async () => {
  const avatar = await (await api.request(`/api/avatars/${owned.avatarId}`, { user: 'owner' })).json();
  expect(avatar).toMatchObject({ name: 'Ash', active_prompt_version_id: owned.versionId });
});
