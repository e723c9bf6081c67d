import type { Page } from 'playwright-core';
import { z } from 'zod';

const watchedRunSchema = z.object({
  /** Phases that were marked as the one in progress, in their order. */
  phases: z.array(z.string()),
  /** Percents of the progress bar, in their order. */
  percents: z.array(z.number()),
  /** States of the files, such as `Reading` and `80 messages`, each once. */
  fileStates: z.array(z.string()),
});

/** What a person saw of a run without touching the page. */
export type WatchedRun = z.infer<typeof watchedRunSchema>;

/** Runs in the page, which has types of its own: a change is noted the moment it is drawn. */
const watcher = `(() => {
  const watched = { phases: [], percents: [], fileStates: [] };
  const note = (values, value) => { if (!values.includes(value)) values.push(value); };
  const look = () => {
    const phase = document.querySelector('[aria-label="Phases"] [aria-current="step"]');
    if (phase) note(watched.phases, phase.textContent.replace(', in progress', ''));
    const progress = document.querySelector('[aria-label="Progress of the run"]');
    if (progress) note(watched.percents, Number(progress.getAttribute('aria-valuenow')));
    for (const state of document.querySelectorAll('[aria-label="Files of this session"] [data-status]')) {
      note(watched.fileStates, state.textContent.trim());
    }
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  return watched;
})()`;

/**
 * Watches the page of a run from now until it is left or loaded anew.
 *
 * @returns asks what has been seen so far
 */
export async function watchRun(page: Page): Promise<() => Promise<WatchedRun>> {
  const watched = await page.evaluateHandle(watcher);
  return async () => watchedRunSchema.parse(await watched.jsonValue());
}
