import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

/**
 * What is being typed into a field whose value is kept elsewhere, and is reported there after a pause. When the value
 * changes for another reason, such as a link, the field follows.
 *
 * @param report called with what was typed
 * @param pauseMs in typing, after which it is reported
 */
export function useTypedValue<Value>(value: Value, report: (typed: Value) => void, pauseMs: number) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // What was reported from here comes back, perhaps after more has been typed.
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }
  const send = useDebouncedCallback((next: Value) => {
    setSent(next);
    report(next);
  }, pauseMs);
  const type = (next: Value) => {
    setTyped(next);
    send(next);
  };
  return [typed, type] as const;
}
