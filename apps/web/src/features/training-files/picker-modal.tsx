import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

type PickerModalProps = { opened: boolean; onClose: () => void; title: string; children: ReactNode };

/** A dialog with room for a list of conversations; on a phone it is the whole screen. */
export function PickerModal({ opened, onClose, title, children }: PickerModalProps) {
  const narrow = useMediaQuery('(max-width: 48em)');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={920}
      fullScreen={narrow}
      closeOnClickOutside={false}
      radius={narrow ? 0 : 'lg'}
    >
      {children}
    </Modal>
  );
}
