import type { DetectedFormat } from '@understudy/domain/training-center/contracts/import-examples';

const encodings = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252' } as const;
const delimiters = { ',': 'Comma', '\t': 'Tab', ';': 'Semicolon', '|': 'Vertical bar' } as const;

/** What a file was found to be, as names and values: a table says what divides its cells and whether a row names its columns. */
export function detectedFacts(format: DetectedFormat): { name: string; value: string }[] {
  const { container, compressed, encoding, delimiter, has_header: hasHeader, title } = format;
  return [
    { name: 'Form', value: title },
    { name: 'Compression', value: compressed ? 'gzip' : 'None' },
    // Parquet has texts in UTF-8 and nothing else.
    ...(container === 'parquet' ? [] : [{ name: 'Encoding', value: encodings[encoding] }]),
    ...(delimiter === null ? [] : [{ name: 'Cells divided by', value: delimiters[delimiter] }]),
    ...(hasHeader === null
      ? []
      : [
          {
            name: 'Header line',
            value: hasHeader ? 'Yes, it names the columns' : 'None, columns go by their places',
          },
        ]),
  ];
}
