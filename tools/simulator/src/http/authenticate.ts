import type { RequestHandler } from 'express';
import { invalidApiKey } from './provider-error.ts';
import { providerCall } from './provider-call.ts';

/** Keys that start so are never accepted, to try out what happens with a wrong key. */
const rejectedKey = /^(sk-invalid|hf_invalid|rejected)/u;

/**
 * Lets requests with an accepted bearer key pass, and answers 401 otherwise.
 *
 * @param acceptedKey the only key that is accepted; every key except visibly invalid ones when left out.
 */
export function authenticate(acceptedKey: string | undefined): RequestHandler {
  return (_request, response, next) => {
    const { key } = providerCall(response);
    const accepted =
      acceptedKey === undefined ? key !== undefined && !rejectedKey.test(key) : key === acceptedKey;
    if (!accepted) throw invalidApiKey(key);
    next();
  };
}
