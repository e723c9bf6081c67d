// Whether Prometheus reaches everything that it is to scrape: reads the answer of its /api/v1/targets.
import { json } from 'node:stream/consumers';

const { data } = await json(process.stdin);
const down = data.activeTargets.filter(({ health }) => health !== 'up');
for (const { scrapePool, lastError } of down)
  console.error(`Prometheus does not reach ${scrapePool}: ${lastError}`);
if (down.length === 0)
  console.log(`ok  Prometheus reaches ${data.activeTargets.map(({ scrapePool }) => scrapePool).join(', ')}`);
process.exit(down.length === 0 ? 0 : 1);
