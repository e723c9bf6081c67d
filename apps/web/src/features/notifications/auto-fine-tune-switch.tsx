import { Switch } from '@mantine/core';
import { examplesPerTraining } from '@understudy/domain/auto-train/training-stats';
import { useChangeSettings, useUserSettings } from './use-user-settings.ts';

/** Whether a fine-tune starts without anybody asking, as soon as there are examples enough. Off unless chosen. */
export function AutoFineTuneSwitch() {
  const settings = useUserSettings();
  const change = useChangeSettings();
  const chosen = change.isPending ? change.variables.auto_fine_tune : settings.data?.auto_fine_tune;
  return (
    <Switch
      size="sm"
      label={`Fine-tune by itself at ${examplesPerTraining} unused examples`}
      checked={chosen ?? false}
      disabled={settings.data === undefined}
      error={change.error?.message}
      onChange={(event) => change.mutate({ auto_fine_tune: event.currentTarget.checked })}
    />
  );
}
