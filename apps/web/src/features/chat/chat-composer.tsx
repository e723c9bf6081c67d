import { ActionIcon, Textarea } from '@mantine/core';
import { IconArrowUp, IconPlayerStopFilled } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import classes from './chat-page.module.css';

type ChatComposerProps = { name: string; busy: boolean; onSend: (text: string) => void; onStop: () => void };

/** Where a message is written. Enter sends, Shift and Enter begins a new line. */
export function ChatComposer({ name, busy, onSend, onStop }: ChatComposerProps) {
  const [text, setText] = useState('');
  const ready = text.trim() !== '' && !busy;
  const send = () => {
    if (!ready) return;
    onSend(text.trim());
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that ends the composition of a character is not meant for us.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={classes.composer}>
      <Textarea
        flex={1}
        aria-label="Message"
        placeholder={`Message ${name}`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={8000}
        size="md"
      />
      {busy ? (
        <ActionIcon size={42} radius="xl" variant="default" onClick={onStop} aria-label="Stop answer">
          <IconPlayerStopFilled size={17} />
        </ActionIcon>
      ) : (
        <ActionIcon size={42} radius="xl" onClick={send} disabled={!ready} aria-label="Send message">
          <IconArrowUp size={20} />
        </ActionIcon>
      )}
    </div>
  );
}
