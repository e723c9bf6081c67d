import { Button, Checkbox, Collapse, Grid, Paper, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconChevronDown } from '@tabler/icons-react';
import type { AutoTrainDefaults } from '@understudy/domain/auto-train/auto-train-defaults';
import type { FormEvent, ReactNode } from 'react';
import { useAvatars } from '../avatars/use-avatars.ts';
import { AdvancedSettings } from './advanced-settings.tsx';
import classes from './auto-train-form.module.css';
import { faultAt } from '../../app/form-faults.ts';
import { EstimatePanel } from './estimate-panel.tsx';
import { ExampleCountField } from './example-count-field.tsx';
import { GenreButtons } from './genre-buttons.tsx';
import { useAutoTrainForm, type AutoTrainForm as Form } from './use-auto-train-form.ts';

type AutoTrainFormProps = {
  userId: string;
  defaults: AutoTrainDefaults;
  /** Avatar the page was opened for. */
  avatarId: string | null;
  onStarted: (batchId: string) => void;
  /** What stands beside the form, below the estimate. */
  aside: ReactNode;
};

/** Where a person says what to generate, sees what it will take, and starts it. */
export function AutoTrainForm({ userId, defaults, avatarId, onStarted, aside }: AutoTrainFormProps) {
  const form = useAutoTrainForm({ userId, maxExamples: defaults.max_examples, avatarId, onStarted });
  const { fields, change, faults } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Generate examples">
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Paper p={{ base: 'md', sm: 'xl' }}>
            <Stack gap="xl">
              <ExampleCountField
                value={fields.numExamples}
                max={defaults.max_examples}
                onChange={(numExamples) => change({ numExamples })}
                error={faultAt(faults, 'num_examples')}
              />
              <GenreButtons
                value={fields.genres}
                onChange={(genres) => change({ genres })}
                error={faultAt(faults, 'genres')}
              />
              <AvatarSelect form={form} />
              <Checkbox
                label="Also store in memory"
                description="The stories become knowledge that the avatar can look up in a chat."
                checked={fields.storeInMemory}
                onChange={(event) => change({ storeInMemory: event.currentTarget.checked })}
                error={faultAt(faults, 'store_in_memory')}
              />
              <Advanced form={form} defaults={defaults} />
            </Stack>
          </Paper>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <EstimatePanel form={form} defaults={defaults} />
            {aside}
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}

function AvatarSelect({ form: { fields, change, faults } }: { form: Form }) {
  const avatars = useAvatars();
  const items = avatars.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <Select
      label="For an avatar"
      description="Optional: the examples then belong to it."
      placeholder="None"
      clearable
      searchable
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      value={fields.avatarId}
      onChange={(avatarId) => change({ avatarId })}
      error={faultAt(faults, 'avatar_id')}
    />
  );
}

const advancedFields = ['ensemble', 'judge_model', 'concurrency', 'budget', 'seed'];

function Advanced({ form, defaults }: { form: Form; defaults: AutoTrainDefaults }) {
  const [opened, { toggle }] = useDisclosure(false);
  const faulty = advancedFields.some((field) => faultAt(form.faults, field) !== null);
  const shown = opened || faulty;
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        px="xs"
        ml={-8}
        leftSection={<IconAdjustmentsHorizontal size={17} />}
        rightSection={<IconChevronDown size={16} className={classes.chevron} data-opened={shown} />}
        aria-expanded={shown}
        onClick={toggle}
      >
        Advanced
      </Button>
      {!shown && (
        <Text size="xs" c="dimmed" component="span" ml={4} visibleFrom="xs">
          Models, judge, speed, budget, seed
        </Text>
      )}
      <Collapse expanded={shown} pt="md">
        <AdvancedSettings form={form} defaults={defaults} />
      </Collapse>
    </div>
  );
}
