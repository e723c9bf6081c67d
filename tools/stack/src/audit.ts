import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findLicenseFaults, lockFileSchema } from './audit/check-licenses.ts';
import { readExceptions } from './audit/exceptions.ts';
import { askForAdvisories, findAdvisories } from './audit/find-advisories.ts';
import { repositoryRoot } from './repository.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function tell(title: string, faults: readonly string[]): boolean {
  say(`${title}: ${faults.length === 0 ? 'none' : faults.length}`);
  for (const fault of faults) say(`  ${fault}`);
  return faults.length === 0;
}

/** `npm run audit`: licences of and advisories about production dependencies. A registry that does not say is a fault. */
async function audit(): Promise<boolean> {
  const exceptions = await readExceptions();
  const lockFile = lockFileSchema.parse(
    JSON.parse(await readFile(join(repositoryRoot, 'package-lock.json'), 'utf8')),
  );
  const licensed = tell('Licences that are not permissive', findLicenseFaults(lockFile, exceptions.licenses));
  const report = await askForAdvisories();
  if (report === null) {
    say('Advisories: not known, since the registry does not answer. Run this where it does.');
    return false;
  }
  const today = new Date().toISOString().slice(0, 10);
  return tell('Advisories', findAdvisories(report, exceptions.advisories, today)) && licensed;
}

if (!(await audit())) process.exitCode = 1;
