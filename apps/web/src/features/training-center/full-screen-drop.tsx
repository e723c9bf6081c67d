import { Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { IconFileImport } from '@tabler/icons-react';
import classes from '../training-sessions/file-drop-zone.module.css';

/** Takes a data set wherever on the page it is dropped. It appears while a file is dragged over the page. */
export function FullScreenDrop({ onFiles }: { onFiles: (files: File[]) => void }) {
  return (
    <Dropzone.FullScreen onDrop={onFiles} inputProps={{ 'aria-label': 'Data set dropped on the page' }}>
      <Stack align="center" justify="center" gap="sm" mih="80vh" className={classes.inner}>
        <IconFileImport size={64} stroke={1.2} className={classes.icon} aria-hidden />
        <Text size="xl" fw={600}>
          Drop to import
        </Text>
        <Text c="dimmed">You will see what is in it before anything is stored.</Text>
      </Stack>
    </Dropzone.FullScreen>
  );
}
