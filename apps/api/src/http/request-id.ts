import type { NextFunction, Request, Response } from 'express';
import { v7, validate } from 'uuid';

/**
 * Gives every request an ID, which its log lines, its answer (`x-request-id`) and its problem details carry. One that
 * the caller brings is kept where it is a UUID.
 */
export function assignRequestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  response.setHeader('x-request-id', given !== undefined && validate(given) ? given : v7());
  next();
}

/** The ID of the request that this answers. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader('x-request-id') ?? '');
}
