import classes from './prompt-text.module.css';

function kindOfLine(line: string): 'heading' | 'item' | 'text' {
  if (/^#{1,6}\s/.test(line)) return 'heading';
  return /^\s*(?:[-*•]|\d+\.)\s/.test(line) ? 'item' : 'text';
}

/** A prompt as it is sent, word for word, with its headings and lists made easy to find. */
export function PromptText({ text }: { text: string }) {
  return (
    <div className={classes.prompt} tabIndex={0} role="region" aria-label="Prompt text">
      {text.split('\n').map((line, index) => (
        // Lines never move: the text of a version does not change.
        <div key={index} data-kind={kindOfLine(line)}>
          {line === '' ? '\u00a0' : line}
        </div>
      ))}
    </div>
  );
}
