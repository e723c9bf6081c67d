import { formatFacts, type ExampleFormat } from '../formats/example-format.ts';

/** What a card says about a data set. */
export type DataSetCard = {
  title: string;
  /** An SPDX identifier in lower case as the hub lists them, such as `cc-by-4.0`; `other` or `unknown` without one. */
  license: string;
  /** BCP 47. */
  languages: readonly string[];
  format: ExampleFormat;
  /** Name of the data file beside the card. */
  fileName: string;
  examples: number;
  preferencePairs: number;
  /** Mean characters of a response. */
  meanResponseLength: number;
  /** Examples in which personal data was found; null where nobody has looked. */
  withPersonalData: number | null;
  /** Examples that the format has no place for. */
  leftOut: number;
};

/** Upper bounds of the hub's size categories. */
const sizes = [
  [1_000, 'n<1K'],
  [10_000, '1K<n<10K'],
  [100_000, '10K<n<100K'],
  [1_000_000, '100K<n<1M'],
  [10_000_000, '1M<n<10M'],
] as const;

/** Names of the loaders of Hugging Face's `datasets`. */
const loaders: Record<ExampleFormat, 'json' | 'csv' | 'parquet'> = {
  jsonl: 'json',
  alpaca: 'json',
  chat: 'json',
  sharegpt: 'json',
  preference: 'json',
  csv: 'csv',
  parquet: 'parquet',
};

/**
 * The card (README.md) of a data set as the Hugging Face hub reads it: metadata in YAML, then text. Everything in it that
 * came from people is written as a quoted YAML text.
 */
export function dataSetCard(card: DataSetCard): string {
  return `${frontMatter(card)}\n${body(card)}`;
}

function frontMatter(card: DataSetCard): string {
  const tasks = ['text-generation', ...(card.format === 'preference' ? ['reinforcement-learning'] : [])];
  const languages =
    card.languages.length === 0 ? [] : ['language:', ...card.languages.map((code) => `- ${yamlText(code)}`)];
  return [
    '---',
    `pretty_name: ${yamlText(card.title)}`,
    `license: ${yamlText(card.license)}`,
    ...languages,
    'task_categories:',
    ...tasks.map((task) => `- ${task}`),
    'size_categories:',
    `- ${sizes.find(([bound]) => card.examples < bound)?.[1] ?? '10M<n<100M'}`,
    'tags:',
    '- conversational',
    ...(card.preferencePairs > 0 ? ['- preference'] : []),
    'configs:',
    '- config_name: default',
    '  data_files:',
    '  - split: train',
    `    path: ${yamlText(card.fileName)}`,
    '---',
    '',
  ].join('\n');
}

function body(card: DataSetCard): string {
  const { title, purpose } = formatFacts[card.format];
  const count = (value: number): string => value.toLocaleString('en');
  const pairs = card.preferencePairs === 0 ? '' : `, ${count(card.preferencePairs)} of them preference pairs`;
  return `# ${plainLine(card.title)}

${count(card.examples)} examples${pairs}. Responses have ${count(Math.round(card.meanResponseLength))} characters on average.

| | |
|---|---|
| Format | ${title} (${purpose}) |
| File | \`${card.fileName}\` |
| License | ${plainLine(card.license)} |
| Personal data | ${personalDataText(card.withPersonalData)} |
| Left out | ${count(card.leftOut)} examples that the format has no place for |

## How to load it

\`\`\`python
from datasets import load_dataset

data = load_dataset(${JSON.stringify(loaders[card.format])}, data_files=${JSON.stringify(card.fileName)}, split="train")
\`\`\`

From a folder or a repository that holds this card, \`load_dataset("path/to/it")\` is enough.
`;
}

function personalDataText(examples: number | null): string {
  if (examples === null) return 'Not looked for';
  if (examples === 0) return 'No e-mail address, number or postal address was found';
  return `Found in ${examples.toLocaleString('en')} examples`;
}

/** A double-quoted YAML text is a JSON text (YAML 1.2). */
const yamlText = (text: string): string => JSON.stringify(text);

/** One line of Markdown without anything that would be read as a table or as HTML. */
const plainLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[|<>`]/g, ' ')
    .trim();
