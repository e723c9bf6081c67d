import cors from 'cors';
import type { RequestHandler } from 'express';

/** Headers of answers that a page of another origin may read beside the ones that every page may. */
const exposedHeaders = [
  'Content-Disposition', 'Idempotent-Replayed', 'Location', 'Preference-Applied', 'RateLimit', 'RateLimit-Policy',
  'Retry-After', 'WWW-Authenticate', 'X-Request-Id',
]; // prettier-ignore

/** Headers that a page of another origin may send. */
const allowedHeaders = [
  'Accept', 'Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID', 'Prefer', 'X-Request-Id',
]; // prettier-ignore

/** Seconds for which a browser may remember the answer to a preflight request. */
const preflightSeconds = 600;

/**
 * Lets pages of the listed origins, and of no others, read answers (CORS). There are no cookies, so none are allowed: a
 * page needs a token of its own.
 */
export function allowCrossOrigin(origins: readonly string[]): RequestHandler {
  return cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders,
    exposedHeaders,
    maxAge: preflightSeconds,
    credentials: false,
  });
}
