import { Alert, Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconSparkles } from '@tabler/icons-react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { ApiError, faultsByField } from '../../api/api-error.ts';
import { countOf } from '../../app/format.ts';
import { ChosenFileRow } from './chosen-file-row.tsx';
import { FileDropZone } from './file-drop-zone.tsx';
import classes from './file-row.module.css';
import { InstructionsField } from './instructions-field.tsx';
import { SpeakerSelect } from './speaker-select.tsx';
import { useTrainingForm } from './use-training-form.ts';

type TrainingFormProps = { avatar: Avatar; onStarted: (sessionId: string) => void };

/** Where conversations and instructions become a training session. */
export function TrainingForm({ avatar, onStarted }: TrainingFormProps) {
  const form = useTrainingForm(avatar, onStarted);
  const { start, files } = form;
  const faults = faultsByField(start.error);
  const refusals = start.error instanceof ApiError ? start.error.faults : [];
  const refusalOf = (name: string) => refusals.find((fault) => fault.file === name)?.message ?? null;

  return (
    <Paper p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Title order={2}>Show {avatar.name} how it is done</Title>
        <FileDropZone onFiles={form.add} disabled={start.isPending} />
        {files.length > 0 && (
          <ul className={classes.list} aria-label="Chosen files">
            {files.map((chosen) => (
              <ChosenFileRow
                key={chosen.id}
                chosen={chosen}
                refusal={refusalOf(chosen.file.name)}
                onRemove={start.isPending ? null : () => form.remove(chosen.id)}
              />
            ))}
          </ul>
        )}
        {(form.choice.speakers.length > 0 || form.choice.hasSides) && (
          <SpeakerSelect
            avatarName={avatar.name}
            choice={form.choice}
            value={form.speaker}
            onChange={form.setSpeaker}
            error={faults['avatar_speaker'] ?? null}
          />
        )}
        <InstructionsField
          value={form.instructions}
          onChange={form.setInstructions}
          error={faults['instructions'] ?? null}
        />
        {start.isError && (
          <Alert color="red" icon={<IconAlertCircle />} title="The training did not start" role="alert">
            {start.error.message}
          </Alert>
        )}
        {start.isPending && <UploadProgress sent={form.sent} fileCount={files.length} />}
        <Group justify="space-between">
          <Text size="sm" c={form.countProblem === null ? 'dimmed' : 'red'}>
            {form.countProblem ??
              'Usually done in a minute. Nothing changes until you activate the new version.'}
          </Text>
          <Button
            size="md"
            leftSection={<IconSparkles size={18} />}
            disabled={!form.ready}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            Start Advanced Training
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function UploadProgress({ sent, fileCount }: { sent: number; fileCount: number }) {
  const percent = Math.round(sent * 100);
  return (
    <Stack gap={6}>
      <Text size="sm" aria-live="polite">
        {percent < 100
          ? `Uploading ${countOf(fileCount, 'file')}… ${percent} %`
          : 'Uploaded. Starting the training…'}
      </Text>
      <Progress value={percent} aria-label="Upload" animated={percent === 100} />
    </Stack>
  );
}
