import { Paper, Table, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './chart-frame.module.css';

/** Names of rows up to this many characters are kept on one line, such as days. */
const shortName = 14;

type ChartFrameProps = {
  title: string;
  /** What the chart shows, in a sentence. */
  summary: string;
  columns: readonly string[];
  /** What is drawn, as words: the first cell of a row names it. */
  rows: readonly (readonly string[])[];
  /** Said in place of the chart when there are no rows. */
  empty: string;
  children: ReactNode;
};

/** A chart with its title, what it says in a sentence, and the same numbers as a table. */
export function ChartFrame({ title, summary, columns, rows, empty, children }: ChartFrameProps) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} p={{ base: 'md', sm: 'xl' }}>
      <Title order={2} size="h4" id={id} mb={2}>
        {title}
      </Title>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        <>
          <Text size="xs" c="dimmed" mb="md">
            {summary}
          </Text>
          <div role="img" aria-label={`${title}. ${summary}`}>
            {children}
          </div>
          <details className={classes.table}>
            <summary>As a table</summary>
            <Table mt={6} aria-label={title}>
              <Table.Thead>
                <Table.Tr>
                  {columns.map((column) => (
                    <Table.Th key={column} scope="col">
                      {column}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map(([name = '', ...cells]) => (
                  <Table.Tr key={name}>
                    <Table.Th scope="row" data-short={name.length <= shortName}>
                      {name}
                    </Table.Th>
                    {cells.map((cell, index) => (
                      <Table.Td key={columns[index + 1]}>{cell}</Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </details>
        </>
      )}
    </Paper>
  );
}
