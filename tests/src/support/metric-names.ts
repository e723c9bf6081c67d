import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '@understudy/stack/repository';

const inRepository = (path: string): Promise<string> => readFile(join(repositoryRoot, path), 'utf8');

/** A metric as docs/observability.md lists it. */
export type DocumentedMetric = { name: string; api: boolean; worker: boolean };

/** The metrics that docs/observability.md lists, with who has them. */
export async function documentedMetrics(): Promise<DocumentedMetric[]> {
  const text = await inRepository('docs/observability.md');
  return [...text.matchAll(/^\| `(understudy_\w+)`\s*\| ([^|]+)\|/gm)].map(([, name = '', where = '']) => ({
    name,
    api: where.includes('API'),
    worker: where.includes('worker'),
  }));
}

/** Names of the metrics that a process prints, without the endings of histograms. */
export function printedMetrics(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name);
}

const files = [
  'deploy/grafana/dashboards/understudy.json',
  'deploy/grafana/dashboards/services.json',
  'deploy/prometheus/alerts.yaml',
];

/** Metrics of the API and the worker that the dashboards and the alerts ask for, without the endings of histograms. */
export async function askedMetrics(): Promise<string[]> {
  const texts = await Promise.all(files.map(inRepository));
  const names = texts.join('\n').match(/\b(?:understudy|temporal|nodejs|process)_[a-z0-9_]+/g) ?? [];
  const notMetrics = new Set(['temporal_system', 'understudy_app']);
  const bases = names.map((name) => name.replace(/_(?:bucket|sum|count)$/, ''));
  return [...new Set(bases)].filter((name) => !notMetrics.has(name)).toSorted();
}
