import { Alert, Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconFileText } from '@tabler/icons-react';
import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import type { Readiness } from '@understudy/domain/training-center/quality/readiness';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { countOf } from '../../app/format.ts';
import { FormatFit } from './format-fit.tsx';
import { useDownload, useDownloadPreview, type DownloadScope } from './use-download.ts';

type DownloadPanelProps = { format: ExampleFormat; scope: DownloadScope; readiness: Readiness };

/** What a file will hold and what not, and the buttons that download it. */
export function DownloadPanel({ format, scope, readiness }: DownloadPanelProps) {
  const preview = useDownloadPreview(format, scope);
  const download = useDownload(format, scope);
  if (cannotShow(preview)) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <Skeleton h={220} radius="lg" role="status" aria-label="Loading" />;
  const { file_name: name, whole, simplified } = preview.data;
  const inFile = whole + simplified;
  const isBusy = (what: 'data' | 'card') => download.isPending && download.variables === what;
  return (
    <Paper component="section" aria-labelledby="download" opacity={preview.isPlaceholderData ? 0.6 : 1}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h3" id="download">
            {countOf(inFile, 'example')}
          </Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            in {name}
          </Text>
        </div>
        <FormatFit preview={preview.data} />
        {readiness.missing_to_minimum > 0 && (
          <Alert color="orange" icon={<IconAlertTriangle />} title="Few examples to train on">
            {countOf(readiness.missing_to_minimum, 'more example')} would make the minimum of{' '}
            {readiness.minimum}.
          </Alert>
        )}
        {download.isError && (
          <Alert color="red" role="alert" title="The download did not start">
            {download.error.message}
          </Alert>
        )}
        <Button
          leftSection={<IconDownload size={17} />}
          disabled={inFile === 0}
          loading={isBusy('data')}
          onClick={() => download.mutate('data')}
        >
          Download training data
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileText size={17} />}
          disabled={inFile === 0}
          loading={isBusy('card')}
          onClick={() => download.mutate('card')}
        >
          Download its data set card
        </Button>
        <Text size="xs" c="dimmed">
          The card is the README.md that the Hugging Face hub shows beside a data set: counts, licence and how
          to load it.
        </Text>
      </Stack>
    </Paper>
  );
}
