import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** Milliseconds before each further attempt: enough for an API that is started anew. */
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * Fetches code of the page, and tries again when the connection is lost meanwhile.
 *
 * @throws what the last attempt failed with; Chromium fetches code anew that failed, other browsers only after a reload
 */
export async function loadCode<Code>(load: () => Promise<Code>): Promise<Code> {
  for (const pauseMs of pausesMs) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return load();
}

/** A component whose code is fetched when it is first shown, by `loadCode`. */
export function lazyCode<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loadCode(load) }));
}
