import postgres from 'postgres';
import type { Bench } from '../bench-definition.ts';
import { setSimulatorLatency } from '../clients/simulator.ts';
import { measureApiPart } from './parts/api-part.ts';
import { measureFootprintPart } from './parts/footprint-part.ts';
import { measureNotifyPart } from './parts/notify-part.ts';
import type { ScalePart } from './parts/scale-part.ts';
import { measureStreamsPart } from './parts/streams-part.ts';
import { measureWorkersPart } from './parts/workers-part.ts';
import { newStarters } from './start-requests.ts';

const parts: readonly ScalePart[] = [
  { name: 'notify', measure: measureNotifyPart },
  { name: 'workers', measure: measureWorkersPart },
  { name: 'footprint', measure: measureFootprintPart },
  { name: 'streams', measure: measureStreamsPart },
  { name: 'api', measure: measureApiPart },
];

const users = 16;

/** How far one machine goes, and what each run costs, from which docs/scale.md reckons what many machines need. */
export const scale: Bench = {
  name: 'scale',
  title: '1 to 4 workers, 1,000 event streams, requests under load, and what each run leaves behind',
  parts: parts.map(({ name }) => name),
  async run(stack, print, only) {
    await setSimulatorLatency(stack.simulatorUrl, 0);
    const owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
    try {
      const starters = await newStarters(stack, users);
      for (const { name, measure } of parts) {
        if (only.length === 0 || only.includes(name)) await measure({ stack, owner, starters, print });
      }
    } finally {
      await owner.end({ timeout: 1 });
    }
  },
};
