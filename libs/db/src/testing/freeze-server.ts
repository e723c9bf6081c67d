import { readFile } from 'node:fs/promises';
import { kill } from 'node:process';

/**
 * Stops a PostgreSQL server, its first process and those of its connections, as a machine does whose disk
 * hangs: its addresses still take connections, and nobody answers on them.
 *
 * @param postmaster the ID of the first process
 * @returns lets them go on, and does nothing the second time; to be called in any case, or the server cannot be ended
 */
export async function freezeServer(postmaster: number): Promise<() => void> {
  // Stopped first, it starts no further ones.
  kill(postmaster, 'SIGSTOP');
  const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')).trim();
  const frozen = [
    postmaster,
    ...children
      .split(' ')
      .filter((pid) => pid !== '')
      .map(Number),
  ];
  for (const pid of frozen) kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of frozen.splice(0)) kill(pid, 'SIGCONT');
  };
}
