import { v7 } from 'uuid';

/** A new UUID version 7 (RFC 9562): ordered by the time at which it was made, so that lists page by ID. */
export function newId(): string {
  return v7();
}
