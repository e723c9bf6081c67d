import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { CallLog } from '../calls/call-log.ts';
import { providerCall } from '../http/provider-call.ts';
import { answerDue, pause } from './answer-due.ts';
import { retryAfterOf, toFaultError } from './fault-errors.ts';
import type { Fault } from './fault.ts';
import type { FaultBook } from './fault-book.ts';
import { faultHeader, parseFaultHeader } from './parse-fault-header.ts';

/** How long a call with the fault `timeout` is held before the connection is dropped, in milliseconds. */
const longestHold = 600_000;
/** What the fault `latency` waits when it does not say, in milliseconds. */
const usualLatency = 1000;

/**
 * What has no effect but its answer. It is made while the latency runs, as a model's is, and not after it: of fifty calls that
 * are due at once none waits for the work on the others.
 */
const answeredAhead = /\/(?:chat\/completions|embeddings)$/u;

/** What of a body faults are matched by; everything else about it is checked later. */
const bodySchema = z.object({
  model: z.string().nullable().catch(null),
  response_format: z
    .object({ json_schema: z.object({ name: z.string() }) })
    .nullable()
    .catch(null),
});

/** What injects faults: the waiting rules, the log that keeps count, and the latency every call has. */
export interface FaultInjection {
  readonly faults: FaultBook;
  readonly calls: CallLog;
  readonly latency: { ms: number };
}

/**
 * Delays each answer by the set latency, from the call's arrival, and injects the fault that its header or a waiting rule
 * asks for.
 */
export function injectFaults({ faults, calls, latency }: FaultInjection): RequestHandler {
  return async (request, response, next) => {
    const call = providerCall(response);
    const body = bodySchema.safeParse(request.body).data;
    call.record.model = body?.model ?? null;
    call.record.schema = body?.response_format?.json_schema.name ?? null;
    const header = request.get(faultHeader);
    const target = { ...call.record, key: call.key };
    const fault = header === undefined ? faults.take(target) : parseFaultHeader(header);
    if (header !== undefined && fault !== undefined) faults.countFired(fault.kind);
    call.fault = fault;
    call.record.fault = fault?.kind ?? null;
    call.dueAt = call.startedAt + delayOf(fault, latency.ms);
    if (fault === undefined && answeredAhead.test(call.record.path)) return next();
    await answerDue(response);
    if (response.closed) return;
    if (fault?.kind === 'timeout') return hold(response);
    const error = fault === undefined ? undefined : toFaultError(fault, call.record.model);
    if (fault?.kind === 'rate_limit') calls.noteRetryAfter(call.record, retryAfterOf(fault) * 1000);
    if (error !== undefined) throw error;
    next();
  };
}

function delayOf(fault: Fault | undefined, always: number): number {
  if (fault === undefined) return always;
  return always + (fault.latency_ms ?? (fault.kind === 'latency' ? usualLatency : 0));
}

async function hold(response: Response): Promise<void> {
  await pause(longestHold, response);
  response.destroy();
}
