import type { Bench } from '../bench-definition.ts';
import { setSimulatorLatency } from '../clients/simulator.ts';
import { medianOf } from '../measuring/distribution.ts';
import { measureThroughput } from './many-at-a-time.ts';
import { compareOneAtATime } from './one-at-a-time.ts';
import { oneFile, twentyFiles } from './session-shape.ts';
import { stagesTable, throughputTable, timesTable } from './session-tables.ts';

const counted = 10;
const warmUps = 2;
const atATime = 8;
const targetMs = 3_000;

/** How long training sessions take, and how many get done in a second. */
export const sessions: Bench = {
  name: 'sessions',
  title: 'From the request of a training session to its prompt version',
  async run(stack, print) {
    await setSimulatorLatency(stack.simulatorUrl, 0);
    print.note(
      `Whole stack, provider simulator at zero latency, generated WhatsApp chats; ${counted} sessions after ${warmUps} ` +
        'warm-ups. "Version" is when the client reads the event that says so. The limit, measured in turns with the ' +
        'sessions, is the same work by plain calls in one process: parse, attribute, pairs, measure, compose, and the ' +
        'two model calls; no HTTP API, Postgres, object storage or Temporal.',
    );
    const large = await compareOneAtATime(stack, twentyFiles, { counted, warmUps });
    const small = await compareOneAtATime(stack, oneFile, { counted, warmUps });
    print.table(timesTable([large, small]));
    print.table(stagesTable(large, 1));
    print.table(stagesTable(small, 1));
    const manyLarge = await measureThroughput(stack, twentyFiles, { count: 16, atATime });
    const manySmall = await measureThroughput(stack, oneFile, { count: 48, atATime });
    print.table(throughputTable([manyLarge, manySmall]));
    print.table(stagesTable(manyLarge, atATime));
    print.table(stagesTable(manySmall, atATime));
    print.target({
      name: 'twenty_files_to_version',
      subject: `${twentyFiles.title}, request to version, median`,
      measured: medianOf(large.sessions.map(({ versionMs }) => versionMs)),
      below: targetMs,
      unit: 'ms',
    });
  },
};
