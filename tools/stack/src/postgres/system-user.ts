import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { runCommand } from '../processes/run-command.ts';

/** A user of the operating system. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const name = 'postgres';

/**
 * The user that PostgreSQL runs as, since it refuses to run as root: `postgres`, created if it does not exist.
 * @returns undefined when this process is not root, so that PostgreSQL can run as the same user.
 * @throws if the user neither exists nor can be created.
 */
export async function postgresSystemUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp();
  if (existing !== undefined) return existing;
  await createUser();
  const created = await lookUp();
  if (created === undefined)
    throw new Error('PostgreSQL cannot run as root, and no user `postgres` could be created');
  return created;
}

async function lookUp(): Promise<SystemUser | undefined> {
  try {
    const [user, group] = await Promise.all([id('-u'), id('-g')]);
    return { uid: user, gid: group };
  } catch {
    return undefined;
  }
}

async function id(option: '-u' | '-g'): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [option, name]);
  return Number.parseInt(stdout, 10);
}

/** `useradd` is on most distributions, `adduser -S` on Alpine. */
async function createUser(): Promise<void> {
  try {
    await runCommand('useradd', ['--system', '--user-group', '--no-create-home', name]);
  } catch {
    await runCommand('adduser', ['-S', '-H', name]);
  }
}
