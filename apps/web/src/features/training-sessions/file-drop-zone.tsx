import { Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { useWindowEvent } from '@mantine/hooks';
import { IconFileUpload } from '@tabler/icons-react';
import classes from './file-drop-zone.module.css';
import { acceptedExtensions } from './local-file.ts';

type FileDropZoneProps = { onFiles: (files: File[]) => void; disabled: boolean };

/** Where conversations are dropped, pasted or chosen. Everything is taken; what cannot be used says why in its row. */
export function FileDropZone({ onFiles, disabled }: FileDropZoneProps) {
  useWindowEvent('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || disabled) return;
    event.preventDefault();
    onFiles(files);
  });

  return (
    <Dropzone
      onDrop={onFiles}
      disabled={disabled}
      className={classes.zone}
      inputProps={{ accept: acceptedExtensions.join(','), 'aria-label': 'Conversation files' }}
      aria-label="Drop conversations here, or press Enter to browse"
    >
      <Stack align="center" gap={6} className={classes.inner}>
        <IconFileUpload size={38} stroke={1.3} className={classes.icon} aria-hidden />
        <Text fw={600}>Drop conversations here</Text>
        <Text size="sm" c="dimmed" ta="center">
          or <span className={classes.browse}>browse</span>, or paste a screenshot
        </Text>
        <Text size="xs" c="dimmed" ta="center" mt={4}>
          PNG, JPG, PDF, TXT, JSON · WhatsApp, Telegram and Discord exports · up to 20 MB a file
        </Text>
      </Stack>
    </Dropzone>
  );
}
