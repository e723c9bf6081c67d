import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatDate } from '../../app/format.ts';
import { useNow } from '../../app/use-now.ts';
import { shutdownState } from './shutdown-state.ts';
import { useTunedModel } from './use-tuned-model.ts';

const minuteMs = 60_000;

type ShutdownNoticeProps = { avatarId: string; name: string; onCreate: () => void };

/** Says that the active model is about to be shut down by its provider, what happens then, and what to do. */
export function ShutdownNotice({ avatarId, name, onCreate }: ShutdownNoticeProps) {
  const model = useTunedModel(avatarId).data;
  const now = useNow(minuteMs);
  const date = model?.use_fine_tuned_model === true ? model.shutdown_date : null;
  const state = date === null ? null : shutdownState(date, now);
  if (state === null || date === null) return null;
  return (
    <Alert
      color={state.urgency === 'soon' ? 'orange' : state.urgency === 'later' ? 'blue' : 'red'}
      icon={<IconAlertTriangle />}
      title={state.title(name)}
      role={state.urgency === 'later' ? 'note' : 'alert'}
    >
      {state.urgency === 'past'
        ? `It is gone since ${formatDate(date)}, and the base model answers in its place.`
        : `Its provider shuts it down on ${formatDate(date)}. From then on the base model answers in its place, so no chat breaks, but ${name} loses the style that was trained.`}{' '}
      Fine-tune {name} on a model that stays, try it in the comparison, then activate it.
      <Group gap="xs" mt="sm">
        <Button size="compact-sm" onClick={onCreate}>
          Fine-tune on another model
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          component={Link}
          to={`/avatars/${avatarId}/fine-tune?part=compare`}
        >
          Compare in the chat
        </Button>
      </Group>
    </Alert>
  );
}
