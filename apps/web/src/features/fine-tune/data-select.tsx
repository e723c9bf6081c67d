import { Select } from '@mantine/core';
import { countOf } from '../../app/format.ts';
import { faultAt } from '../../app/form-faults.ts';
import { useTrainingSessions } from '../training-sessions/use-training-sessions.ts';
import type { FineTuneFieldsForm } from './use-fine-tune-fields.ts';

const allData = 'all';

/** The training session that a job learns from; shown where there is a choice. */
export function DataSelect({
  form: { fields, change, faults },
  avatarId,
}: {
  form: FineTuneFieldsForm;
  avatarId: string;
}) {
  const sessions = useTrainingSessions(avatarId).data?.items ?? [];
  const usable = sessions.filter(({ training_example_count: count }) => count > 0);
  if (usable.length < 2 && fields.trainingDataId === null) return null;
  return (
    <Select
      label="Training data"
      description="Everything the avatar has, or what one training session found."
      allowDeselect={false}
      data={[
        { value: allData, label: 'All examples' },
        ...usable.map((session) => ({
          value: session.id,
          label: `${sessionTitle(session.prompt_version_number)}: ${countOf(session.training_example_count, 'example')}`,
        })),
      ]}
      value={fields.trainingDataId ?? allData}
      onChange={(value) => change({ trainingDataId: value === allData ? null : value })}
      error={faultAt(faults, 'training_data_id')}
    />
  );
}

function sessionTitle(version: number | null): string {
  return version === null ? 'Training session' : `The session of version ${version}`;
}
