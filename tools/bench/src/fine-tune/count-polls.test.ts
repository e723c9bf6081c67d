import { expect, it } from 'vitest';
import { gapsOf } from './count-polls.ts';

const call = (second: number, path: string, method = 'GET') => ({
  method,
  path,
  at: new Date(second * 1_000).toISOString(),
});
const jobs = '/v1/fine_tuning/jobs';

it('measures how far the looks at a job are apart, whatever they ask for', () => {
  const calls = [
    call(0, `${jobs}/ftjob-a`),
    call(1, `${jobs}/ftjob-b/events`),
    call(30, `${jobs}/ftjob-a/checkpoints`),
    call(35, `${jobs}/ftjob-b`),
    call(62, `${jobs}/ftjob-a/events`),
  ];
  expect(gapsOf(calls)).toEqual({ jobs: 2, shortestGapMs: 30_000, meanGapMs: 32_000 });
});

it('leaves out what is no look at a job', () => {
  const calls = [call(0, jobs), call(1, `${jobs}/ftjob-a`), call(2, `${jobs}/ftjob-a`, 'POST')];
  expect(gapsOf([...calls, call(3, '/v1/files/file-1')])).toMatchObject({ jobs: 1, shortestGapMs: Infinity });
});
