import { z } from 'zod';
import type { DocumentedOperation } from './documented-operations.ts';
import { ownershipRegister } from './ownership-register.ts';
import type { OwnedIds } from '@understudy/db/testing/seed-owned';
import type { TestRequest } from './test-api.ts';

/** A reference to set in the query or the body of a request. */
export type Reference = { field: string; id: string };

/** What is different from the request in the register. */
export type Changes = { query?: Reference; body?: Reference };

/**
 * The request for an operation about somebody's resources.
 *
 * @throws Error where the register has no entry for it
 */
export function ownershipRequest(
  { id, method, path, takesJson, takesForm }: DocumentedOperation,
  ids: OwnedIds,
  user: string | undefined,
  { query, body }: Changes = {},
): { path: string; options: TestRequest } {
  const entry = ownershipRegister[id];
  if (entry === undefined || 'open' in entry) throw new Error(`How is ${id} asked?`);
  const named = Object.entries(entry.names ?? {}).map(([name, kind]) => [name, ids[kind]] as const);
  const address = [...named, ...Object.entries(entry.params ?? {})].reduce(
    (whole, [name, value]) => whole.replace(`{${name}}`, value),
    path,
  );
  const search = new URLSearchParams({ ...entry.query, ...(query && { [query.field]: query.id }) });
  const own = entry.body === undefined && body !== undefined ? {} : entry.body;
  const json = own && withReference(filled(own, { ...ids, user: user ?? 'nobody' }), body);
  return {
    path: search.size === 0 ? address : `${address}?${search}`,
    options: {
      method,
      ...(user === undefined ? {} : { user }),
      ...(takesJson && json !== undefined ? { json } : {}),
      ...(takesForm && json === undefined ? { body: formOf(entry.form ?? {}) } : {}),
    },
  };
}

function filled(
  body: Readonly<Record<string, unknown>>,
  placeholders: Record<string, string>,
): Record<string, unknown> {
  const text = JSON.stringify(body).replaceAll(
    /\{(\w+)\}/g,
    (whole, name: string) => placeholders[name] ?? whole,
  );
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

/** Sets a dotted field; one whose name is in the plural gets a list. */
function withReference(
  body: Record<string, unknown>,
  reference: Reference | undefined,
): Record<string, unknown> {
  if (reference === undefined) return body;
  const [first = '', ...rest] = reference.field.split('.');
  if (rest.length === 0) return { ...body, [first]: first.endsWith('ids') ? [reference.id] : reference.id };
  const inner = body[first];
  const nested = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  return { ...body, [first]: withReference(nested, { ...reference, field: rest.join('.') }) };
}

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
