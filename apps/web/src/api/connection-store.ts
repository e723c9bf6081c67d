import { useSyncExternalStore } from 'react';

let reachable = true;
const listeners = new Set<() => void>();

/** Notes whether the last request reached the API. Any code that talks to it reports here. */
export function reportReachable(value: boolean): void {
  if (reachable === value) return;
  reachable = value;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the API answered when it was last asked. */
export function useReachable(): boolean {
  return useSyncExternalStore(subscribe, () => reachable);
}
