import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository.ts';
import { findLicenseFaults, lockFileSchema } from './check-licenses.ts';
import { readExceptions } from './exceptions.ts';

const lockFile = (packages: Record<string, { license?: string; dev?: boolean }>) =>
  lockFileSchema.parse({ packages });

describe('findLicenseFaults', () => {
  it('finds what is not permissive, or says nothing', () => {
    const packages = lockFile({
      '': { license: 'MIT' },
      'node_modules/free': { license: 'MIT' },
      'node_modules/choice': { license: '(GPL-3.0-only OR MIT)' },
      'node_modules/both': { license: 'MIT AND GPL-3.0-only' },
      'node_modules/@scope/bound': { license: 'AGPL-3.0-only' },
      'node_modules/a/node_modules/silent': {},
      'node_modules/tool': { license: 'GPL-3.0-only', dev: true },
    });
    expect(findLicenseFaults(packages, [])).toEqual([
      '@scope/bound: AGPL-3.0-only',
      'both: MIT AND GPL-3.0-only',
      'silent: names no licence',
    ]);
  });

  it('lets pass what has a reason', () => {
    const packages = lockFile({ 'node_modules/silent': {} });
    expect(
      findLicenseFaults(packages, [{ package: 'silent', reason: 'Its file LICENSE is that of MIT.' }]),
    ).toEqual([]);
  });
});

it('every production dependency of this repository is under a permissive licence', async () => {
  const text = await readFile(join(repositoryRoot, 'package-lock.json'), 'utf8');
  const { licenses } = await readExceptions();
  expect(findLicenseFaults(lockFileSchema.parse(JSON.parse(text)), licenses)).toEqual([]);
});
