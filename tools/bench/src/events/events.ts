import { createDatabase } from '@understudy/db/database';
import type { Bench } from '../bench-definition.ts';
import { medianOf } from '../measuring/distribution.ts';
import { deliveryTable, reconnectsTable } from './event-tables.ts';
import { measureDelivery, type Delivery } from './measure-delivery.ts';
import { measureReconnects } from './reconnects.ts';
import { startWaitingRun } from './waiting-run.ts';

const pace = { perSecond: 50, seconds: 20 };
const streamCounts = [1, 10, 100];
const targetMs = 100;

/** How soon a client is told of an event, and whether it is told of each exactly once. */
export const events: Bench = {
  name: 'events',
  title: "From an event's commit to its arrival over server-sent events",
  async run(stack, print) {
    const database = createDatabase({
      url: stack.databaseUrl,
      maxConnections: 10,
      applicationName: 'understudy-bench',
    });
    try {
      const run = await startWaitingRun(stack);
      print.note(
        `${pace.perSecond} events a second for ${pace.seconds} s to one run, written as activities write them; all streams ` +
          'follow that run. Writer and clients are one process and share its clock. Times are since the commit was ' +
          'answered, negative where the event overtook the answer; the ratio compares medians since COMMIT was sent. The ' +
          'limit is a transaction with nothing but NOTIFY and a listening connection, just before, at the same pace.',
      );
      const delivered: Delivery[] = [];
      let lastSequence = 0;
      for (const streams of streamCounts) {
        const delivery = await measureDelivery(
          { stack, database, run },
          { streams, after: lastSequence, pace },
        );
        ({ lastSequence } = delivery);
        delivered.push(delivery);
      }
      print.table(deliveryTable(delivered));
      const reconnects = await measureReconnects({ stack, database, run }, lastSequence);
      print.table(reconnectsTable(reconnects));
      for (const { streams, delays } of delivered) {
        print.target({
          name: `commit_to_client_${streams}_streams`,
          subject: `commit to client, ${streams} open ${streams === 1 ? 'stream' : 'streams'}, median`,
          measured: medianOf(delays.map(({ sinceCommittedMs }) => sinceCommittedMs)),
          below: targetMs,
          unit: 'ms',
        });
      }
      const { lost, doubled, disordered } = reconnects;
      if (lost + doubled + disordered > 0) throw new Error('Events were lost, doubled or out of order');
    } finally {
      await database.close();
    }
  },
};
