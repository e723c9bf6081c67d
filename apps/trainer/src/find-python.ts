import { findExecutable } from '@understudy/stack/processes/find-executable';
import { runCommand } from '@understudy/stack/processes/run-command';

/** The oldest Python that the trainer runs on, as in pyproject.toml. */
const oldestMinorVersion = 11;

const names = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];

/** Absolute path of a Python that is new enough, or undefined. */
export async function findPython(): Promise<string | undefined> {
  for (const name of names) {
    const python = await findExecutable(name);
    if (python !== undefined && (await isNewEnough(python))) return python;
  }
  return undefined;
}

async function isNewEnough(python: string): Promise<boolean> {
  const test = `import sys, venv; sys.exit(sys.version_info < (3, ${oldestMinorVersion}))`;
  return runCommand(python, ['-c', test]).then(
    () => true,
    () => false,
  );
}
