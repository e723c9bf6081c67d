/** An element of a Parquet schema in the flat form that the format stores (depth first), as `hyparquet-writer` takes it. */
export type ParquetSchemaElement = {
  name: string;
  repetition_type?: 'REQUIRED' | 'OPTIONAL' | 'REPEATED';
  type?: 'BYTE_ARRAY' | 'DOUBLE' | 'INT32' | 'BOOLEAN';
  converted_type?: 'UTF8' | 'LIST';
  num_children?: number;
};

type Repetition = 'REQUIRED' | 'OPTIONAL';

const text = (name: string, repetition: Repetition = 'OPTIONAL'): ParquetSchemaElement[] => [
  { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: repetition },
];

const value = (name: string, type: 'DOUBLE' | 'INT32' | 'BOOLEAN'): ParquetSchemaElement[] => [
  { name, type, repetition_type: 'OPTIONAL' },
];

function group(
  name: string,
  repetition: Repetition,
  fields: readonly ParquetSchemaElement[][],
): ParquetSchemaElement[] {
  return [{ name, repetition_type: repetition, num_children: fields.length }, ...fields.flat()];
}

/** A list in the three levels that the Parquet format prescribes. */
function listOf(name: string, element: readonly ParquetSchemaElement[]): ParquetSchemaElement[] {
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...element,
  ];
}

const toolCall = group('element', 'REQUIRED', [
  text('id', 'REQUIRED'),
  text('type', 'REQUIRED'),
  group('function', 'REQUIRED', [text('name', 'REQUIRED'), text('arguments', 'REQUIRED')]),
]);

const message = group('element', 'REQUIRED', [
  text('role', 'REQUIRED'),
  text('content', 'REQUIRED'),
  text('content_parts'),
  text('context'),
  text('name'),
  value('weight', 'INT32'),
  listOf('tool_calls', toolCall),
  text('tool_call_id'),
  text('extra'),
]);

const columns: ParquetSchemaElement[][] = [
  listOf('messages', message),
  listOf('prompt', message),
  listOf('chosen', message),
  listOf('rejected', message),
  text('tools'),
  value('parallel_tool_calls', 'BOOLEAN'),
  text('pattern_type'),
  text('genre'),
  value('quality_score', 'DOUBLE'),
  text('source'),
  text('extra'),
];

/** The schema of `ParquetRow`; the columns are in the order of its fields. */
export const parquetSchema: readonly ParquetSchemaElement[] = [
  { name: 'root', num_children: columns.length },
  ...columns.flat(),
];

/** The names of the columns in their order. */
export const parquetColumns = [
  'messages',
  'prompt',
  'chosen',
  'rejected',
  'tools',
  'parallel_tool_calls',
  'pattern_type',
  'genre',
  'quality_score',
  'source',
  'extra',
] as const;
