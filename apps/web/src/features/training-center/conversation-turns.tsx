import { Badge, Code, Stack, Text, Title } from '@mantine/core';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { textOfTurn, type Turn } from '@understudy/domain/training-center/examples/turn';
import classes from './conversation-turns.module.css';

const roleTitles: Record<Turn['role'], string> = {
  system: 'System',
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
};

/** A whole example as it will be learnt from: every turn, both answers of a pair, and the tools. */
export function ConversationTurns({ example }: { example: TrainingExample }) {
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        The whole conversation
      </Title>
      <Turns turns={example.messages} label={example.kind === 'chat' ? 'Turns' : 'Prompt'} />
      {example.kind === 'preference' && (
        <>
          <Turns turns={example.chosen} label="Chosen answer" titled />
          <Turns turns={example.rejected} label="Rejected answer" titled />
        </>
      )}
      {example.tools !== undefined && (
        <details>
          <summary className={classes.summary}>Tools ({example.tools.length})</summary>
          <Code block className={classes.code ?? ''}>
            {JSON.stringify(example.tools, null, 2)}
          </Code>
        </details>
      )}
    </Stack>
  );
}

type TurnsProps = { turns: readonly Turn[]; label: string; titled?: boolean };

function Turns({ turns, label, titled = false }: TurnsProps) {
  return (
    <div>
      {titled && (
        <Text size="xs" fw={600} c="dimmed" mb={4}>
          {label}
        </Text>
      )}
      <ol className={classes.turns} aria-label={label}>
        {turns.map((turn, index) => (
          // Turns never change their places.
          <li key={index} className={classes.turn} data-role={turn.role}>
            <div className={classes.role}>
              {roleTitles[turn.role]}
              {turn.name !== undefined && ` ${turn.name}`}
              {turn.weight === 0 && (
                <Badge size="xs" variant="default" ml={6}>
                  Not learnt
                </Badge>
              )}
            </div>
            {turn.context !== undefined && <p className={classes.context}>{turn.context}</p>}
            <p className={classes.text}>{textOfTurn(turn)}</p>
            {turn.tool_calls?.map((call) => (
              <Code key={call.id} block className={classes.code ?? ''}>
                {call.name}({call.arguments})
              </Code>
            ))}
          </li>
        ))}
      </ol>
    </div>
  );
}
