import { writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** From 0, as important as everything else, to 19. At 10 a process gets a ninth of a processor that others want, too. */
export const niceness = 10;

/** To set a session's niceness more often than ten times a second is refused to all but root. */
const tries = 10;
const pauseMs = 150;

/**
 * Makes a process that leads a session of its own, and what it starts from now on, get a processor after those that somebody
 * waits for. Linux shares processors out among sessions first (sched(7), "The autogroup feature"), so a process's own niceness
 * says nothing there to another session. Where this is not possible the process is as important as before.
 */
export async function giveWay(pid: number): Promise<void> {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended, or the system has no such thing.
  }
  if (process.platform !== 'linux') return;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const failure = await writeFile(`/proc/${String(pid)}/autogroup`, String(niceness), { flag: 'r+' }).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (failure !== 'EAGAIN') return;
    await sleep(pauseMs);
  }
}
