import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { recoverableDays } from '@understudy/domain/training-center/examples/example-rules';
import type { BulkFix } from '@understudy/domain/training-center/quality/finding';
import type { FindingSummary } from '@understudy/domain/training-center/quality/quality-report';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { countOf } from '../../app/format.ts';
import { useBulkFix } from './use-bulk-fix.ts';

type Fix = Exclude<BulkFix, 'review'>;

type BulkFixButtonProps = { avatarId: string | null; finding: FindingSummary; fix: Fix };

type FixWords = { button: string; title: (count: string) => string; text: string };

const removedText = `They leave the list, and can be brought back for ${recoverableDays} days.`;

const words: Record<Fix, FixWords> = {
  delete: { button: 'Remove all', title: (count) => `Remove ${count}?`, text: removedText },
  delete_all_but_first: {
    button: 'Keep the first',
    title: (count) => `Remove ${count}?`,
    text: `Of each group the first stays. ${removedText}`,
  },
  redact: {
    button: 'Redact',
    title: (count) => `Redact ${count}?`,
    text: 'E-mail addresses, telephone and card numbers and postal addresses are replaced by what they are, such as [EMAIL]. This cannot be undone.',
  },
};

/** Does with all examples of a finding what is advised, after asking. */
export function BulkFixButton({ avatarId, finding, fix }: BulkFixButtonProps) {
  const [asking, ask] = useDisclosure(false);
  const apply = useBulkFix(avatarId, finding, fix, ask.close);
  const { button, title, text } = words[fix];
  const count = countOf(finding.count, 'example');
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${button}: ${finding.title}`}
        onClick={ask.open}
      >
        {button}
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={ask.close}
        title={title(count)}
        action={button}
        keep="Leave them"
        onConfirm={() => apply.mutate()}
        loading={apply.isPending}
        error={apply.error?.message ?? null}
      >
        {text}
      </ConfirmModal>
    </>
  );
}
