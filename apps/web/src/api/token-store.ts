import { useSyncExternalStore } from 'react';

const storageKey = 'understudy.token';
const listeners = new Set<() => void>();

/** The bearer token of the signed-in user, or null. Kept in localStorage, so that a reload stays signed in. */
export function readToken(): string | null {
  return localStorage.getItem(storageKey);
}

/** Keeps a token, or forgets it when null, and tells everybody who uses {@link useToken}. */
export function writeToken(token: string | null): void {
  if (token === null) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, token);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The token, following changes in this tab and in others. */
export function useToken(): string | null {
  return useSyncExternalStore(subscribe, readToken);
}

/** The header that authenticates a request; empty when nobody is signed in. */
export function authorizationHeader(): Record<string, string> {
  const token = readToken();
  return token === null ? {} : { authorization: `Bearer ${token}` };
}
