import { Text } from '@mantine/core';
import { lengthAdvice } from './response-length.ts';
import classes from './length-note.module.css';

/** How long a response is, and whether that is what is recommended. */
export function LengthNote({ response }: { response: string }) {
  const { fits, text } = lengthAdvice(response);
  return (
    <Text size="xs" mt={4} className={classes.note} data-fits={fits} aria-live="polite">
      {text}
    </Text>
  );
}
