import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { addLogFields, logContext, withLogFields } from './log-context.ts';

describe('the context of log lines', () => {
  const lines: string[] = [];
  const logger = pino({ mixin: logContext }, { write: (line: string) => void lines.push(line) });
  const lastLine = (): unknown => JSON.parse(lines.at(-1) ?? '');

  it('is kept across awaits, and separate between two things at once', async () => {
    const logAsRequest = (id: string) =>
      withLogFields({ request_id: id }, async () => {
        await sleep(1);
        addLogFields({ run_id: `run of ${id}` });
        await sleep(1);
        logger.info('done');
        return lastLine();
      });
    expect(await Promise.all([logAsRequest('a'), logAsRequest('b')])).toMatchObject([
      { request_id: 'a', run_id: 'run of a' },
      { request_id: 'b', run_id: 'run of b' },
    ]);
  });

  it('adds to the fields around it and leaves those as they were', () => {
    withLogFields({ workflow_id: 'w' }, () => {
      withLogFields({ activity: 'readDocument' }, () => logger.info('inner'));
      expect(lastLine()).toMatchObject({ workflow_id: 'w', activity: 'readDocument' });
      logger.info('outer');
      expect(lastLine()).not.toHaveProperty('activity');
    });
  });

  it('is empty outside', () => {
    addLogFields({ run_id: 'nobody' });
    expect(logContext()).toEqual({});
  });
});
