import { Alert, Badge } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ChatReply } from '@understudy/domain/chat/chat';
import { useHasTunedModel } from '../fine-tune/use-tuned-model.ts';

/** Says whether the tuned or the base model answered, for avatars that have both, and for which arm of a comparison. */
export function AnsweredBy({ reply, avatarId }: { reply: ChatReply; avatarId: string }) {
  return (
    <>
      <TunedOrBase reply={reply} avatarId={avatarId} />
      {reply.experiment !== null && (
        <Badge size="xs" variant="light" color={reply.experiment.arm === 'a' ? 'blue' : 'grape'}>
          Arm {reply.experiment.arm}
        </Badge>
      )}
    </>
  );
}

function TunedOrBase({ reply, avatarId }: { reply: ChatReply; avatarId: string }) {
  const hasTuned = useHasTunedModel(avatarId);
  if (reply.tuned) {
    return (
      <Badge size="xs" variant="light" color="teal">
        Fine-tuned
      </Badge>
    );
  }
  if (!hasTuned) return null;
  return (
    <Badge size="xs" variant="light" color={reply.fallback === null ? 'gray' : 'orange'}>
      Base model
    </Badge>
  );
}

/** Says that the tuned model did not answer, why, and who answered in its place. */
export function FallbackNote({ fallback }: { fallback: string }) {
  return (
    <Alert
      color="orange"
      p="xs"
      mt={6}
      icon={<IconArrowBackUp size={16} />}
      title="The base model stepped in"
      role="status"
    >
      {fallback}
    </Alert>
  );
}
