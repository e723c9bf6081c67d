import { expect, it } from 'vitest';
import { jobsByProvider } from './jobs-by-provider.ts';

it('adds up what is under way, and keeps the ends apart', () => {
  const jobs = [
    { provider: 'openai', status: 'succeeded', jobs: 3 },
    { provider: 'openai', status: 'running', jobs: 1 },
    { provider: 'openai', status: 'queued', jobs: 2 },
    { provider: 'lora', status: 'failed', jobs: 1 },
  ] as const;
  const [openai, lora, ...others] = jobsByProvider({ jobs: [...jobs] });
  expect(openai).toMatchObject({ succeeded: 3, failed: 0, cancelled: 0, underWay: 3 });
  expect(lora).toMatchObject({ succeeded: 0, failed: 1, underWay: 0 });
  expect(others).toEqual([]);
});
