import { Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { IconFileImport } from '@tabler/icons-react';
import classes from '../training-sessions/file-drop-zone.module.css';

/** What the file dialog offers. What a file is, the API finds out by its content. */
const offered = '.json,.jsonl,.ndjson,.csv,.tsv,.txt,.gz,.parquet';

/** Where a data set is dropped or chosen. */
export function ImportDropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  return (
    <Dropzone
      onDrop={onFiles}
      className={classes.zone}
      inputProps={{ accept: offered, 'aria-label': 'Data sets' }}
      aria-label="Drop data sets here, or press Enter to browse"
    >
      <Stack align="center" gap={6} className={classes.inner}>
        <IconFileImport size={38} stroke={1.3} className={classes.icon} aria-hidden />
        <Text fw={600}>Drop a data set here</Text>
        <Text size="sm" c="dimmed" ta="center">
          or <span className={classes.browse}>browse</span>. You will see what is in it first
        </Text>
        <Text size="xs" c="dimmed" ta="center" mt={4}>
          .json · .jsonl · .csv · each also as .gz · .parquet
        </Text>
      </Stack>
    </Dropzone>
  );
}
