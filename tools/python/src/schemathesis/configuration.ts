import { fileURLToPath } from 'node:url';
import type { DocumentedOperation } from '@understudy/api/testing/documented-operations';
import { ownershipRegister } from '@understudy/api/testing/ownership-register';
import type { OwnedIds } from '@understudy/db/testing/seed-owned';

/** What the requests are made with. */
export type Configuration = {
  operations: readonly DocumentedOperation[];
  ids: OwnedIds;
  seed: number;
  /** Seconds for everything together. */
  seconds: number;
};

/** Seconds that one request may take. A question to two models is the slowest. */
const requestSeconds = 20;

const hooks = fileURLToPath(new URL('../../schemathesis_hooks.py', import.meta.url));

/**
 * Checks that do not fit, and why.
 *
 * - `positive_data_acceptance`: whether a request can be served depends on what is stored, too.
 * - `ensure_resource_availability`: what is queued may have been removed by another request meanwhile.
 */
const leftOut = ['positive_data_acceptance', 'ensure_resource_availability'];

/**
 * The configuration file of Schemathesis. Paths name what the user really has, so that requests get past the first
 * "not found"; what a path that names nothing is answered with is asked by the ownership matrix.
 */
export function toConfiguration({ operations, ids, seed, seconds }: Configuration): string {
  return [
    `seed = ${seed}`,
    `hooks = ${quoted(hooks)}`,
    `max-time = ${seconds}`,
    `request-timeout = ${requestSeconds}`,
    'continue-on-failure = true',
    'workers = 2',
    '',
    '[generation]',
    'database = "none"',
    'no-shrink = true',
    'allow-x00 = true',
    '',
    // Streams last as long as their runs, and waiting for an end as long as it takes.
    '[headers]',
    'Accept = "application/json"',
    '',
    '[parameters]',
    '"header.prefer" = "wait=1"',
    '',
    '[warnings]',
    'enabled = false',
    '',
    ...leftOut.flatMap((check) => [`[checks.${check}]`, 'enabled = false', '']),
    ...operations.flatMap((operation) => parametersOf(operation, ids)),
  ].join('\n');
}

function parametersOf({ id }: DocumentedOperation, ids: OwnedIds): string[] {
  const entry = ownershipRegister[id];
  if (entry === undefined || 'open' in entry || entry.names === undefined) return [];
  const lines = Object.entries(entry.names).map(([name, kind]) => `"path.${name}" = ${quoted(ids[kind])}`);
  return ['[[operations]]', `include-operation-id = ${quoted(id)}`, '[operations.parameters]', ...lines, ''];
}

const quoted = (text: string): string => JSON.stringify(text);
