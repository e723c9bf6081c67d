import {
  Alert,
  Button,
  Group,
  Paper,
  Select,
  SimpleGrid,
  Slider,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconAlertCircle, IconArrowsSplit2 } from '@tabler/icons-react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { useState, type FormEvent } from 'react';
import { NoVersionNote } from '../prompt-versions/no-version-note.tsx';
import { usePromptVersions } from '../prompt-versions/use-prompt-versions.ts';
import { modelChoices, ownChoice, requestedArm, type ArmChoice } from './arm-choice.ts';
import { useStartExperiment } from './use-experiments.ts';

type ExperimentFormProps = { avatar: Avatar; jobs: readonly FineTuneJob[] };

/** Two arms, how the conversations are divided, and the start. */
export function ExperimentForm({ avatar, jobs }: ExperimentFormProps) {
  const models = modelChoices(avatar, jobs);
  const newest = models[1]?.value ?? ownChoice;
  const [name, setName] = useState('Is the tuned model better?');
  const [armA, setArmA] = useState<ArmChoice>({ model: ownChoice, version: ownChoice });
  // While nobody has chosen, it is the newest model: jobs may be known only after the form is.
  const [chosenB, setArmB] = useState<ArmChoice | null>(null);
  const armB = chosenB ?? { model: newest, version: ownChoice };
  const [percent, setPercent] = useState(50);
  const start = useStartExperiment(avatar.id);
  const same = armA.model === armB.model && armA.version === armB.version;
  const cannotBeRated =
    avatar.active_prompt_version_number === null && [armA, armB].some(({ version }) => version === ownChoice);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({ name, a: requestedArm(armA), b: requestedArm(armB), share_of_b: percent / 100 });
  };
  return (
    <Paper component="form" onSubmit={submit} aria-labelledby="new-experiment" p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <div>
          <Title order={2} size="h3" id="new-experiment">
            Compare two in the chat
          </Title>
          <Text size="sm" c="dimmed" maw="68ch">
            Each conversation goes to one of two arms and stays there. The stars that people give tell which
            answers they like better.
          </Text>
        </div>
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={120}
          required
          withAsterisk={false}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
          <ArmFields
            title="A: what there is"
            avatar={avatar}
            models={models}
            value={armA}
            onChange={setArmA}
          />
          <ArmFields
            title="B: what is tried"
            avatar={avatar}
            models={models}
            value={armB}
            onChange={setArmB}
          />
        </SimpleGrid>
        <div>
          <Text size="sm" fw={500} id="share-of-b">
            {percent} % of the conversations go to B
          </Text>
          <Slider
            mt={8}
            mb={18}
            min={5}
            max={95}
            step={5}
            value={percent}
            onChange={setPercent}
            label={null}
            marks={[{ value: 50, label: 'half' }]}
            thumbProps={{ 'aria-labelledby': 'share-of-b' }}
          />
        </div>
        {cannotBeRated && <NoVersionNote name={avatar.name} />}
        {same && (
          <Text size="sm" c="dimmed">
            Both arms are the same: let the model or the version differ.
          </Text>
        )}
        {start.isError && (
          <Alert color="red" icon={<IconAlertCircle />} title="It did not start" role="alert">
            {start.error.message}
          </Alert>
        )}
        <Group>
          <Button
            type="submit"
            leftSection={<IconArrowsSplit2 size={17} />}
            loading={start.isPending}
            disabled={same}
          >
            Start comparing
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

type ArmFieldsProps = {
  title: string;
  avatar: Avatar;
  models: readonly { value: string; label: string }[];
  value: ArmChoice;
  onChange: (value: ArmChoice) => void;
};

function ArmFields({ title, avatar, models, value, onChange }: ArmFieldsProps) {
  const versions = usePromptVersions(avatar.id).data?.pages.flatMap((page) => page.items) ?? [];
  const active = avatar.active_prompt_version_number;
  const own = active === null ? 'The profile (no active version)' : `The active version (${String(active)})`;
  return (
    <Stack gap="sm" component="fieldset" m={0} p={0} bd={0} miw={0}>
      <Text component="legend" fw={600} p={0} mb={8}>
        {title}
      </Text>
      <Select
        label="Model"
        allowDeselect={false}
        data={[...models]}
        value={value.model}
        onChange={(model) => onChange({ ...value, model: model ?? ownChoice })}
      />
      <Select
        label="Prompt version"
        allowDeselect={false}
        data={[
          { value: ownChoice, label: own },
          ...versions.map(({ id, version_number: number }) => ({
            value: id,
            label: `Version ${String(number)}`,
          })),
        ]}
        value={value.version}
        onChange={(version) => onChange({ ...value, version: version ?? ownChoice })}
      />
    </Stack>
  );
}
