import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import type { Response } from 'express';
import type { Operation } from './operation.ts';

/** What became known of a request while it was served. */
export type RequestFacts = {
  /** The operation that its address and method name. */
  operation?: Pick<Operation, 'id' | 'path'>;
  /** The problem it was answered with. */
  problem?: ProblemCode;
};

const all = new WeakMap<Response, RequestFacts>();

/** The facts of the request that this answers, to read and to add to. */
export function factsOf(response: Response): RequestFacts {
  const known = all.get(response);
  if (known !== undefined) return known;
  const none: RequestFacts = {};
  all.set(response, none);
  return none;
}
