import pLimit from 'p-limit';
import { itemJobs, type StartPeer } from './peer.ts';

/**
 * A script with a bound on what is under way: as fast as it gets, and nothing is left of it after a crash. It is then
 * started again from the beginning, as such scripts are.
 */
export const startPlain: StartPeer = async ({ concurrency, workOnItem }) => ({
  submit: async (batch) => {
    const limit = pLimit(concurrency);
    await Promise.all(itemJobs(batch).map((job) => limit(() => workOnItem(job))));
  },
});
