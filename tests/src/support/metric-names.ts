import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { repositoryRoot } from '@understudy/stack/repository';
import { parse } from 'yaml';
import { z } from 'zod';

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

const dashboardSchema = z.object({
  panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })).default([]) })),
});
const alertsSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ expr: z.string() })) })),
});

/** Every query of the dashboards and the alerts. */
export async function askedQueries(): Promise<string[]> {
  const dashboards = await Promise.all(
    ['understudy', 'services'].map((name) => inRepository(`deploy/grafana/dashboards/${name}.json`)),
  );
  const panels = dashboards.flatMap((text) => dashboardSchema.parse(JSON.parse(text)).panels);
  const alerts = alertsSchema.parse(parse(await inRepository('deploy/prometheus/alerts.yaml')));
  return [
    ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
  ];
}

/** What Prometheus would not take of a query, and the metrics that it asks for, without the endings of histograms. */
export function readQuery(query: string): { faults: string[]; metrics: string[] } {
  const faults: string[] = [];
  const metrics: string[] = [];
  parser.parse(query).iterate({
    enter({ type, from, to, node }) {
      if (type.isError) faults.push(`at ${from} of ${query}`);
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector')
        metrics.push(query.slice(from, to).replace(/_(?:bucket|sum|count)$/, ''));
    },
  });
  return { faults, metrics };
}
