import { Badge, Loader } from '@mantine/core';

/** What a state is called in front of people, its colour, and whether something is being done. */
export type StatusLook = { label: string; color: string; isAtWork?: boolean };

/** A state as a word on a colour. */
export function StatusBadge({ label, color, isAtWork = false }: StatusLook) {
  return (
    <Badge
      variant="light"
      color={color}
      leftSection={isAtWork ? <Loader size={10} color={color} aria-hidden /> : undefined}
    >
      {label}
    </Badge>
  );
}
