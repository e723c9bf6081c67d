import { findExecutable } from '../processes/find-executable.ts';
import { runCommand } from '../processes/run-command.ts';

/** The command line that calls pip on this machine, or undefined if there is none. */
export async function findPip(): Promise<readonly [string, ...string[]] | undefined> {
  for (const name of ['pip3', 'pip']) {
    const pip = await findExecutable(name);
    if (pip !== undefined) return [pip];
  }
  for (const name of ['python3', 'python']) {
    const python = await findExecutable(name);
    if (python === undefined) continue;
    const hasPip = await runCommand(python, ['-m', 'pip', '--version']).then(
      () => true,
      () => false,
    );
    if (hasPip) return [python, '-m', 'pip'];
  }
  return undefined;
}
