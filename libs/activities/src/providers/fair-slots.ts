/** Places for calls of one process, shared out fairly between users. */
export type FairSlots = {
  /**
   * Waits for a place and takes it.
   *
   * @param user whose call it is
   * @returns gives the place back; calling it twice is harmless
   * @throws the signal's reason when it is aborted while waiting
   */
  take(user: string, signal: AbortSignal): Promise<() => void>;
};

type Waiting = { grant: () => void };

/**
 * Shares places out between users in turn: whoever has many calls waiting gets one place, then everybody else who waits,
 * then the next. A user alone has all places. Within a user, first come, first served.
 */
export function createFairSlots(places: number): FairSlots {
  let free = places;
  // A Map keeps the order of insertion: the user at its beginning is next, and is put behind the others then.
  const queues = new Map<string, Set<Waiting>>();

  const grantNext = () => {
    for (const [user, queue] of queues) {
      const [next] = queue;
      if (free === 0 || next === undefined) return;
      free -= 1;
      remove(user, queue, next);
      next.grant();
      return;
    }
  };
  const remove = (user: string, queue: Set<Waiting>, waiting: Waiting) => {
    queue.delete(waiting);
    queues.delete(user);
    if (queue.size > 0) queues.set(user, queue);
  };
  const releaseOnce = () => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      free += 1;
      grantNext();
    };
  };
  return {
    async take(user, signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return releaseOnce();
      }
      await new Promise<void>((resolve, reject) => {
        const queue = queues.get(user) ?? new Set();
        const waiting: Waiting = { grant: () => (signal.removeEventListener('abort', leave), resolve()) };
        const leave = () => {
          remove(user, queue, waiting);
          reject(signal.reason instanceof Error ? signal.reason : new Error('Aborted'));
        };
        signal.addEventListener('abort', leave, { once: true });
        queues.set(user, queue.add(waiting));
      });
      return releaseOnce();
    },
  };
}
