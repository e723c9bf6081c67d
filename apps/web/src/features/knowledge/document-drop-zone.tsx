import { Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { IconBooks } from '@tabler/icons-react';
import classes from '../training-sessions/file-drop-zone.module.css';
import { acceptedExtensions } from './document-file.ts';

/** Where documents are dropped or chosen. Everything is taken; what cannot be used says why. */
export function DocumentDropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  return (
    <Dropzone
      onDrop={onFiles}
      className={classes.zone}
      inputProps={{ accept: acceptedExtensions.join(','), 'aria-label': 'Document files' }}
      aria-label="Drop documents here, or press Enter to browse"
    >
      <Stack align="center" gap={6} className={classes.inner}>
        <IconBooks size={38} stroke={1.3} className={classes.icon} aria-hidden />
        <Text fw={600}>Drop documents here</Text>
        <Text size="sm" c="dimmed" ta="center">
          or <span className={classes.browse}>browse</span>
        </Text>
        <Text size="xs" c="dimmed" ta="center" mt={4}>
          Text, Markdown, PDF · WhatsApp, Telegram and Discord exports · up to 20 MB a file
        </Text>
      </Stack>
    </Dropzone>
  );
}
