/** One line of Prometheus' text format: a figure under a name and labels. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)/;
const label = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Reads the figures out of Prometheus' text format 0.0.4; comments are left out. */
export function parseSamples(text: string): Sample[] {
  return text.split('\n').flatMap((row) => {
    const { name, labels = '', value } = line.exec(row)?.groups ?? {};
    if (name === undefined) return [];
    const pairs = [...labels.matchAll(label)].map(([, key = '', found = '']) => [key, found]);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

/** The sum of a metric over all of its series that have these labels. */
export function sumOf(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const wanted = Object.entries(labels);
  return samples
    .filter((sample) => sample.name === name && wanted.every(([key, value]) => sample.labels[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}
