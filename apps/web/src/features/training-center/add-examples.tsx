import { Grid, Paper, Stack, Text, Title } from '@mantine/core';
import { AddExampleForm } from './add-example-form.tsx';
import { ImportDropZone } from './import-drop-zone.tsx';
import { ImportList } from './import-list.tsx';
import { UploadList } from './upload-list.tsx';
import type { ImportUpload } from './use-import-upload.ts';

type AddExamplesProps = { avatarId: string | null; upload: ImportUpload };

/** Where examples come from: written here, or imported. */
export function AddExamples({ avatarId, upload }: AddExamplesProps) {
  return (
    <Stack gap="xl">
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Paper p={{ base: 'md', sm: 'xl' }} component="section" aria-labelledby="write-example">
            <Title order={2} size="h3" mb="md" id="write-example">
              Write an example
            </Title>
            <AddExampleForm avatarId={avatarId} />
          </Paper>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Paper p={{ base: 'md', sm: 'xl' }} component="section" aria-labelledby="import-examples">
            <Stack gap="md">
              <Title order={2} size="h3" id="import-examples">
                Import a data set
              </Title>
              <ImportDropZone onFiles={(files) => void upload.add(files)} />
              {upload.uploads.length > 0 && <UploadList uploads={upload.uploads} onRemove={upload.remove} />}
              <Text size="xs" c="dimmed">
                What a file is, is found out by its content: OpenAI chat JSONL with tools and weights, prompt
                and completion, Hugging Face messages, Alpaca, ShareGPT, Gemini, Bedrock, Glaive, UltraChat,
                preference pairs, texts that a chat template wrote, and tables with or without a header.
              </Text>
            </Stack>
          </Paper>
        </Grid.Col>
      </Grid>
      <ImportList upload={upload} />
    </Stack>
  );
}
