/** Checks a dashboard: panels with IDs of their own that do not overlap, each with a query of a known data source. */
import { readFile } from 'node:fs/promises';

const [file = ''] = process.argv.slice(2);
const dashboard = JSON.parse(await readFile(file, 'utf8'));
const faults = [];
const ids = new Set();
const taken = new Map();

for (const { id, title, type, gridPos, targets = [] } of dashboard.panels) {
  if (ids.has(id)) faults.push(`"${title}" has an ID that another panel has`);
  ids.add(id);
  if (gridPos.x + gridPos.w > 24) faults.push(`"${title}" is wider than the page`);
  for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
    for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
      const cell = `${x} ${y}`;
      if (taken.has(cell)) faults.push(`"${title}" lies on "${taken.get(cell)}"`);
      taken.set(cell, title);
    }
  }
  if (type === 'row') continue;
  if (targets.length === 0) faults.push(`"${title}" asks nothing`);
  for (const { expr, datasource } of targets) {
    if (!expr || datasource?.uid !== 'prometheus')
      faults.push(`"${title}" has a query without a data source`);
  }
}

process.stdout.write([...new Set(faults)].map((fault) => `${fault}\n`).join(''));
process.exitCode = faults.length === 0 ? 0 : 1;
