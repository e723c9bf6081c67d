import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { decideForMe, speakerChoice } from './speaker-choice.ts';
import { startTrainingSession } from './start-training-session.ts';
import { problemOfCount } from './local-file.ts';
import { useChosenFiles } from './use-chosen-files.ts';

/** Everything a person puts together before a training starts, and starting it. */
export function useTrainingForm(avatar: Avatar, onStarted: (sessionId: string) => void) {
  const queries = useQueryClient();
  const { files, add, remove } = useChosenFiles();
  const [instructions, setInstructions] = useState('');
  const [chosenSpeaker, setChosenSpeaker] = useState<string | null>(null);
  const [sent, setSent] = useState(0);
  const choice = useMemo(() => speakerChoice(files, avatar.name), [files, avatar.name]);
  const known = [decideForMe, 'left', 'right', ...choice.speakers.map(({ name }) => name)];
  const speaker = chosenSpeaker !== null && known.includes(chosenSpeaker) ? chosenSpeaker : choice.guess;
  const usable = useMemo(
    () => files.filter(({ problem }) => problem === null).map(({ file }) => file),
    [files],
  );

  // A new intention gets a new key; sending the same one again keeps it.
  const idempotencyKey = useMemo(
    () => ({ key: crypto.randomUUID(), intention: [usable, instructions, speaker] }).key,
    [usable, instructions, speaker],
  );

  const start = useMutation({
    mutationFn: () =>
      startTrainingSession(
        {
          avatarId: avatar.id,
          files: usable,
          instructions: instructions.trim(),
          avatarSpeaker: usable.length === 0 || speaker === decideForMe ? null : speaker,
          idempotencyKey,
        },
        setSent,
      ),
    onMutate: () => setSent(0),
    onSuccess: (sessionId) => {
      void queries.invalidateQueries({ queryKey: ['training-sessions', 'list', avatar.id] });
      void queries.invalidateQueries({ queryKey: ['runs', 'list'] });
      onStarted(sessionId);
    },
  });

  const countProblem = problemOfCount(usable.length);
  return {
    files,
    add,
    remove,
    instructions,
    setInstructions,
    choice,
    speaker,
    setSpeaker: setChosenSpeaker,
    start,
    sent,
    countProblem,
    ready: countProblem === null && (usable.length > 0 || instructions.trim() !== ''),
  };
}
