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
  /** Changes how many places there are. Whoever has one keeps it; where there are fewer, the next are given back first. */
  resize(places: number): void;
  /** Places that are taken, and users who have one or wait for one. */
  load(): { taken: number; users: number };
};

type Waiting = { grant: () => void };

/**
 * Shares places out between users (max-min fairness): a place that is given back goes to whoever of those who wait has the
 * fewest, so that somebody who comes later soon has as many as those before; among equals in turn. A user alone has all
 * places. Within a user, first come, first served.
 */
export function createFairSlots(initialPlaces: number): FairSlots {
  let places = initialPlaces;
  let taken = 0;
  const held = new Map<string, number>();
  // A Map keeps the order of insertion: the user at its beginning is next among equals, and is put behind the others then.
  const queues = new Map<string, Set<Waiting>>();

  const heldBy = (user: string): number => held.get(user) ?? 0;
  const hold = (user: string, change: 1 | -1) => {
    taken += change;
    const now = heldBy(user) + change;
    if (now === 0) held.delete(user);
    else held.set(user, now);
  };
  const remove = (user: string, queue: Set<Waiting>, waiting: Waiting) => {
    queue.delete(waiting);
    queues.delete(user);
    if (queue.size > 0) queues.set(user, queue);
  };
  const grantFree = () => {
    while (taken < places && queues.size > 0) grantNext();
  };
  const grantNext = () => {
    const [user, ...others] = queues.keys();
    if (user === undefined) return;
    const next = others.reduce((least, other) => (heldBy(other) < heldBy(least) ? other : least), user);
    const queue = queues.get(next);
    const [waiting] = queue ?? [];
    if (queue === undefined || waiting === undefined) return;
    hold(next, 1);
    remove(next, queue, waiting);
    waiting.grant();
  };
  const releaseOnce = (user: string) => {
    let holds = true;
    return () => {
      if (!holds) return;
      holds = false;
      hold(user, -1);
      grantFree();
    };
  };
  return {
    async take(user, signal) {
      signal.throwIfAborted();
      if (taken < places) {
        hold(user, 1);
        return releaseOnce(user);
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
      return releaseOnce(user);
    },
    resize(wanted) {
      places = wanted;
      grantFree();
    },
    load: () => ({ taken, users: new Set([...held.keys(), ...queues.keys()]).size }),
  };
}
