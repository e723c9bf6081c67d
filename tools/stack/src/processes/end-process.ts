import type { ChildProcess } from 'node:child_process';

/**
 * Sends a signal to a child and everything it started. The child must have been spawned with `detached: true`; on
 * Windows, which has no process groups, only the child itself is ended. A process that is gone already is no error.
 */
export function endProcessGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') child.kill(signal);
  else sendSignal(-child.pid, signal);
}

/**
 * Sends a signal to a process, or to a process group if `pid` is negative.
 * @returns false if there is no such process any more.
 */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Whether a process exists (zombies that nobody has collected count as gone only on Linux, where they can be told). */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
