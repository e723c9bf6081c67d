import {
  Alert,
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { IconAlertCircle, IconCalendarRepeat } from '@tabler/icons-react';
import { cadences, describeTimes } from '@understudy/domain/fine-tune-schedules/cadence';
import { useState, type FormEvent } from 'react';
import { faultAt } from '../../app/form-faults.ts';
import { hours, readSchedule, scheduleFields, type ScheduleFields } from './schedule-fields.ts';
import { useSaveSchedule, type Schedule } from './use-schedule.ts';

const cadenceLabels = { daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly' } as const;
const readersTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const timeZones = [...new Set(['UTC', readersTimeZone, ...Intl.supportedValuesOf('timeZone')])];
const ratings = [1, 2, 3, 4, 5] as const;

type ScheduleFormProps = {
  avatarId: string;
  /** Null for a new one. */
  schedule: Schedule | null;
  onSaved: () => void;
  onCancel?: () => void;
};

/** When the avatar is trained again, and for how much that is new. */
export function ScheduleForm({ avatarId, schedule, onSaved, onCancel }: ScheduleFormProps) {
  const [fields, setFields] = useState(() => scheduleFields(schedule, readersTimeZone));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const save = useSaveSchedule(avatarId);
  const change = (part: Partial<ScheduleFields>) => setFields((known) => ({ ...known, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { body, faults: found } = readSchedule(fields, schedule?.job ?? null);
    setFaults(found);
    if (Object.keys(found).length === 0) save.mutate(body, { onSuccess: onSaved });
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Schedule">
      <Stack gap="lg">
        <TimeFields fields={fields} change={change} faults={faults} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <Select
            label="Answers that count"
            description="Rated in the chat with at least"
            allowDeselect={false}
            data={ratings.map((rating) => ({
              value: String(rating),
              label: rating === 1 ? '1 star' : `${String(rating)} stars`,
            }))}
            value={String(fields.minimumRating)}
            onChange={(rating) => change({ minimumRating: Number(rating) })}
          />
          <NumberInput
            label="New examples at least"
            description="Nothing is trained for fewer"
            value={fields.minimumNewExamples}
            onChange={(minimumNewExamples) => change({ minimumNewExamples })}
            allowDecimal={false}
            clampBehavior="none"
            error={faultAt(faults, 'minimum_new_examples')}
          />
        </SimpleGrid>
        {schedule?.job !== null && schedule !== null && (
          <Switch
            label="Keep the settings it was given"
            description="Switched off, each job is made as the avatar’s last one was."
            checked={fields.keepsJob}
            onChange={(event) => change({ keepsJob: event.currentTarget.checked })}
          />
        )}
        <Text size="sm" c="dimmed">
          Each job is made as this avatar’s last one was: its model, examples, cap and whether it is
          activated. Set a cap there, so that nothing dear is started while you are away.
        </Text>
        {save.isError && (
          <Alert color="red" icon={<IconAlertCircle />} title="It was not saved" role="alert">
            {save.error.message}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" leftSection={<IconCalendarRepeat size={17} />} loading={save.isPending}>
            {schedule === null ? 'Create schedule' : 'Save schedule'}
          </Button>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

type TimeFieldsProps = {
  fields: ScheduleFields;
  change: (part: Partial<ScheduleFields>) => void;
  faults: Record<string, string>;
};

function TimeFields({ fields, change, faults }: TimeFieldsProps) {
  return (
    <>
      <div>
        <SegmentedControl
          fullWidth
          aria-label="How often"
          data={cadences.map((cadence) => ({ value: cadence, label: cadenceLabels[cadence] }))}
          value={fields.cadence}
          onChange={(cadence) => change({ cadence })}
        />
        <Text size="xs" c="dimmed" mt={6}>
          Looks {describeTimes(fields)}.
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <Select
          label="At"
          allowDeselect={false}
          data={hours}
          value={String(fields.hour)}
          onChange={(hour) => change({ hour: Number(hour) })}
        />
        <Select
          label="Time zone"
          allowDeselect={false}
          searchable
          limit={60}
          data={timeZones}
          value={fields.timeZone}
          onChange={(timeZone) => change({ timeZone: timeZone ?? 'UTC' })}
          error={faultAt(faults, 'time_zone')}
        />
      </SimpleGrid>
    </>
  );
}
