import { SimpleGrid, Stack, Text } from '@mantine/core';
import type {
  ComparedReply,
  CompareAnswersResponse,
  PromptVersion,
} from '@understudy/domain/prompt-versions/prompt-version';
import classes from './answers-side-by-side.module.css';

type AnswersSideBySideProps = {
  answers: CompareAnswersResponse['answers'];
  a: PromptVersion;
  b: PromptVersion;
};

/** What two versions answered to the same questions. */
export function AnswersSideBySide({ answers, a, b }: AnswersSideBySideProps) {
  return (
    <Stack gap="lg" mt="sm">
      {answers.map(({ question, ...replies }, index) => (
        <section key={index} aria-label={question}>
          <Text fw={600} mb={8}>
            {question}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Answer version={a} reply={replies.a} />
            <Answer version={b} reply={replies.b} />
          </SimpleGrid>
        </section>
      ))}
    </Stack>
  );
}

function Answer({ version, reply }: { version: PromptVersion; reply: ComparedReply }) {
  return (
    <div className={classes.answer}>
      <Text size="xs" c="dimmed" fw={600} mb={4}>
        Version {version.version_number} · {reply.model}
      </Text>
      {reply.reply === null ? (
        <Text size="sm" c="red">
          {reply.error ?? 'There was no answer.'}
        </Text>
      ) : (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {reply.reply}
        </Text>
      )}
    </div>
  );
}
