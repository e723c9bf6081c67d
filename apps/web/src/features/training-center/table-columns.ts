import type { ExampleSort } from '@understudy/domain/training-center/contracts/list-examples';

/** The columns of the table, and what of them the API can sort by. */
export const columns: readonly { title: string; sort: ExampleSort | null }[] = [
  { title: 'No.', sort: 'index' },
  { title: 'User input', sort: 'instruction' },
  { title: 'Response', sort: null },
  { title: 'Length', sort: 'response_length' },
  { title: 'Quality', sort: 'quality_score' },
  { title: 'Added', sort: 'created_at' },
];

/** Names of orders where there is no room for the head of a table. */
export const sortTitles: Record<ExampleSort, string> = {
  index: 'Order of adding',
  instruction: 'User input',
  response_length: 'Length of the response',
  quality_score: 'Quality',
  created_at: 'Date',
};
