import { ThemeIcon } from '@mantine/core';
import { IconBraces, IconFileTypePdf, IconFileUnknown, IconMessages, IconPhoto } from '@tabler/icons-react';
import type { UploadKind } from '@understudy/domain/training-sessions/upload-limits';

const icons = { image: IconPhoto, pdf: IconFileTypePdf, text: IconMessages, json: IconBraces };

/** What kind of file it is, as a picture. */
export function FileKindIcon({ kind }: { kind: UploadKind | null }) {
  const Icon = kind === null ? IconFileUnknown : icons[kind];
  return (
    <ThemeIcon variant="default" size={36} radius="md" aria-hidden>
      <Icon size={19} stroke={1.6} />
    </ThemeIcon>
  );
}
