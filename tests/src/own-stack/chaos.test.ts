import { violationsOf } from '@understudy/chaos/report/chaos-report';
import { printReport } from '@understudy/chaos/report/print-report';
import { runChaos } from '@understudy/chaos/run-chaos';
import { silentReporter } from '@understudy/stack/console/reporter';
import { describe, expect, it } from 'vitest';

/** The short form of `npm run chaos`, with a stack of its own in which everything breaks. */
describe('45 seconds in which everything is killed, cut, slow, silent or full', () => {
  it('lose nothing, double nothing, and leave nothing behind', async ({ signal }) => {
    const report = await runChaos({
      seed: 7,
      seconds: 45,
      users: 2,
      settleSeconds: 120,
      reporter: silentReporter,
      tell: () => undefined,
      signal,
    });
    printReport(report, (text) => void process.stdout.write(text));
    expect(violationsOf(report)).toEqual([]);
    expect(report.unfinished).toEqual([]);
    expect(report.faults.length).toBeGreaterThan(8);
    expect(report.load.reduce((sum, { accepted }) => sum + accepted, 0)).toBeGreaterThan(10);
  }, 300_000);
});
