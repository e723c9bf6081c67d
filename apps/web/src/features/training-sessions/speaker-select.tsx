import { Select } from '@mantine/core';
import { countOf } from '../../app/format.ts';
import { decideForMe, type SpeakerChoice } from './speaker-choice.ts';

type SpeakerSelectProps = {
  avatarName: string;
  choice: SpeakerChoice;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
};

/** Asks which of the people in the chosen files the avatar is. */
export function SpeakerSelect({ avatarName, choice, value, onChange, error }: SpeakerSelectProps) {
  const people = choice.speakers.map(({ name, messageCount }) => ({
    value: name,
    label: `${name} — ${countOf(messageCount, 'message')}`,
  }));
  const sides = [
    { value: 'right', label: 'Right side of the screenshots' },
    { value: 'left', label: 'Left side of the screenshots' },
  ].filter((side) => !choice.speakers.some(({ name }) => name === side.value));
  return (
    <Select
      label={`Who is ${avatarName} in these chats?`}
      description="Its way of writing is learned from this person’s messages; the others show what it answers to."
      data={[
        ...(people.length > 0 ? [{ group: 'People', items: people }] : []),
        ...(choice.hasSides ? [{ group: 'Screenshots', items: sides }] : []),
        { group: 'Not sure', items: [{ value: decideForMe, label: 'Decide for me' }] },
      ]}
      value={value}
      onChange={(next) => onChange(next ?? decideForMe)}
      error={error}
      allowDeselect={false}
      searchable={people.length > 8}
      maxDropdownHeight={320}
    />
  );
}
