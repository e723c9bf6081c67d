import { Anchor, Paper, Skeleton, Table, Text } from '@mantine/core';
import type { FineTuneFile } from '@understudy/domain/fine-tune/contracts/job-details';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { formatBytes, formatNumber } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import classes from './job-tables.module.css';
import { useFileDownload } from './use-file-download.ts';
import type { useFiles } from './use-fine-tune-jobs.ts';

const purposes: Record<FineTuneFile['purpose'], string> = {
  training: 'Training',
  validation: 'Validation',
  result: 'Metrics',
  configuration: 'Configuration',
  adapter: 'Adapter',
};

/** On a phone the table is scrolled sideways, which has to be possible by keyboard. */
const reachable = { viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Files, to scroll' } };

/** The files of a job, and what has become of their copies at the provider. */
export function FileList({ jobId, query }: { jobId: string; query: ReturnType<typeof useFiles> }) {
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton h={120} role="status" aria-label="Loading files" />;
  const { files } = query.data;
  if (files.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No file yet. They are made when the data is prepared.
      </Text>
    );
  }
  return (
    <Paper p={0}>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={reachable}>
        <Table className={classes.table ?? ''} aria-label="Files">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>File</Table.Th>
              <Table.Th>For</Table.Th>
              <Table.Th>Lines</Table.Th>
              <Table.Th>Size</Table.Th>
              <Table.Th>At the provider</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.map((file) => (
              <Table.Tr key={file.id}>
                <Table.Td className={classes.file ?? ''}>
                  <FileLink jobId={jobId} file={file} />
                </Table.Td>
                <Table.Td>{purposes[file.purpose]}</Table.Td>
                <Table.Td>{file.lines === null ? '—' : formatNumber(file.lines)}</Table.Td>
                <Table.Td>{formatBytes(file.bytes)}</Table.Td>
                <Table.Td>
                  <Copy file={file} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

/** Downloads a file by a signed link, straight to the disk. */
function FileLink({ jobId, file }: { jobId: string; file: FineTuneFile }) {
  const download = useFileDownload(jobId);
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => download.mutate(file.id)}>
      {file.filename}
    </Anchor>
  );
}

function Copy({ file }: { file: FineTuneFile }) {
  if (file.provider_deleted_at !== null) {
    return (
      <>
        deleted <When iso={file.provider_deleted_at} />
      </>
    );
  }
  return <>{file.provider_file_id === null ? 'never uploaded' : 'there'}</>;
}
