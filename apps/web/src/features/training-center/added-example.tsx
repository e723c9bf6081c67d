import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { AddExampleResponse } from '@understudy/domain/training-center/contracts/add-example';
import { Link } from 'react-router';
import { countOf } from '../../app/format.ts';
import { FindingList } from './finding-list.tsx';

/** What the API says of an example that was just added. */
export function AddedExample({ answer }: { answer: AddExampleResponse }) {
  const { findings, duplicate_of: duplicate, total, example } = answer;
  const isGood = findings.length === 0 && duplicate === null;
  return (
    <Alert
      color={isGood ? 'teal' : 'orange'}
      icon={<IconCheck />}
      title={isGood ? 'Added' : 'Added, with something to look at'}
    >
      <Stack gap="sm">
        <Text size="sm">
          There {total === 1 ? 'is' : 'are'} {countOf(total, 'example')} now.{' '}
          <Anchor component={Link} to={addressOf(example)} underline="always" inherit>
            Show it in the table
          </Anchor>
        </Text>
        {duplicate !== null && (
          <Text size="sm">The same example was there before. Repeats weigh more than others.</Text>
        )}
        {findings.length > 0 && <FindingList findings={findings} />}
      </Stack>
    </Alert>
  );
}

const longestSearch = 80;

/** Where the table shows an example: found by the beginning of its first text, as a phrase. */
function addressOf({ instruction, avatar_id: avatar }: AddExampleResponse['example']): string {
  const phrase = `"${instruction.replaceAll('"', ' ').slice(0, longestSearch).trim()}"`;
  const scope: Record<string, string> = avatar === null ? {} : { avatar };
  return `?${new URLSearchParams({ ...scope, search: phrase }).toString()}`;
}
