import type { ServerResponse } from 'node:http';
import type { CallRecord } from '../calls/call-record.ts';
import type { Fault } from '../faults/fault.ts';

/** What is known of a request to the simulated provider while it is being answered. */
export interface ProviderCall {
  readonly record: CallRecord;
  /** The bearer key as it was sent. */
  readonly key: string | undefined;
  /** When it arrived, on the process's monotonic clock in milliseconds. */
  readonly startedAt: number;
  /** Not answered before that, on the same clock. */
  dueAt: number;
  /** The fault to be injected into this answer. */
  fault: Fault | undefined;
}

const calls = new WeakMap<ServerResponse, ProviderCall>();

/** Attaches the call to its response. */
export function setProviderCall(response: ServerResponse, call: ProviderCall): void {
  calls.set(response, call);
}

/**
 * The call that a response belongs to.
 *
 * @throws {Error} on a route outside of the simulated providers: a mistake in the simulator.
 */
export function providerCall(response: ServerResponse): ProviderCall {
  const call = calls.get(response);
  if (call === undefined) throw new Error('The response belongs to no recorded call.');
  return call;
}
