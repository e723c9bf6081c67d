import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { artefactFormats, type ArtefactFormat } from '@understudy/domain/training-files/artefact-format';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { useMutation } from '@tanstack/react-query';
import { toApiError } from '../../api/api-error.ts';
import { understudy } from '../../api/client.ts';
import { formatBytes } from '../../app/format.ts';

const names: Record<ArtefactFormat, string> = { json: 'JSON', jsonl: 'JSONL' };

type Use = 'download' | 'copy';

/** Gets a signed link to what can be downloaded, and opens or copies it. */
function useSignedLink(file: TrainingFile) {
  return useMutation({
    mutationFn: async ({ format, use }: { format: ArtefactFormat; use: Use }) => {
      const url = await understudy.getDownloadUrl(
        format === 'json' ? file.json_file_path : file.jsonl_file_path,
      );
      if (use === 'download') window.location.assign(url);
      else await navigator.clipboard.writeText(url);
    },
    onSuccess: (_, { use, format }) => {
      if (use === 'copy') notifications.show({ message: `The link to the ${names[format]} is copied.` });
    },
    onError: (error) => {
      notifications.show({
        color: 'red',
        title: 'There is no link to it',
        message: toApiError(error).message,
      });
    },
  });
}

/** Downloads the artefact in either form by a link that expires, or hands the link on. */
export function DownloadButtons({ file }: { file: TrainingFile }) {
  const link = useSignedLink(file);
  const sizes = { json: file.json_file_size, jsonl: file.jsonl_file_size };
  const busy = (format: ArtefactFormat, use: Use) =>
    link.isPending && link.variables.format === format && link.variables.use === use;
  return (
    <Stack gap={6}>
      <Group gap="md">
        {artefactFormats.map((format) => (
          <Button.Group key={format}>
            <Button
              variant={format === 'jsonl' ? 'filled' : 'default'}
              leftSection={<IconDownload size={17} />}
              disabled={file.artefact === null}
              loading={busy(format, 'download')}
              onClick={() => link.mutate({ format, use: 'download' })}
            >
              Download {names[format]}
              {sizes[format] !== null && ` (${formatBytes(sizes[format])})`}
            </Button>
            <Button
              variant="default"
              px="xs"
              aria-label={`Copy the link to the ${names[format]}`}
              title="Copy the link"
              disabled={file.artefact === null}
              loading={busy(format, 'copy')}
              onClick={() => link.mutate({ format, use: 'copy' })}
            >
              <IconCopy size={17} stroke={1.7} />
            </Button>
          </Button.Group>
        ))}
      </Group>
      <Text size="xs" c="dimmed">
        A link needs no password, and expires after an hour.
      </Text>
    </Stack>
  );
}
