import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentReporter } from '../console/reporter.ts';
import { repositoryRoot } from '../repository.ts';
import { images } from './container-definitions.ts';
import { NoContainerRuntimeError, startContainers, wantsContainers } from './containers.ts';

describe('containers for tests', () => {
  it('are wanted where TEST_CONTAINERS is 1, and not otherwise', () => {
    expect(wantsContainers({ TEST_CONTAINERS: '1' })).toBe(true);
    expect(wantsContainers({ TEST_CONTAINERS: '0' })).toBe(false);
    expect(wantsContainers({})).toBe(false);
  });

  it('have the images that Compose has', async () => {
    const compose = await readFile(join(repositoryRoot, 'deploy/compose.yaml'), 'utf8');
    expect(compose).toContain(`image: ${images.postgres}\n`);
    expect(compose).toContain(`image: ${images.minio}\n`);
  });

  it('start where there is a runtime; where there is none, it is said what to do', async () => {
    try {
      const foundations = await startContainers(silentReporter);
      await foundations.stop();
      expect(foundations.temporalAddress).toMatch(/:\d+$/);
    } catch (error) {
      if (!(error instanceof NoContainerRuntimeError)) throw error;
      expect(error.message).toContain('no container runtime is reachable');
      expect(error.message).toContain('leave TEST_CONTAINERS out');
    }
  }, 300_000);
});
