import { Button, Group, Loader, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { knowledgeLimits } from '@understudy/domain/knowledge/knowledge-document';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PassageList } from './passage-list.tsx';
import { useKnowledgeSearch } from './use-knowledge.ts';

/** What the avatar would find for a question. The question is in the address, so that a search can be shared. */
export function KnowledgeSearch({ avatarId, name }: { avatarId: string; name: string }) {
  const [address, setAddress] = useSearchParams();
  const question = address.get('q') ?? '';
  const [text, setText] = useState(question);
  const search = useKnowledgeSearch(avatarId, question);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = text.trim();
    setAddress(asked === '' ? {} : { q: asked }, { replace: true, preventScrollReset: true });
  };
  return (
    <Stack gap="sm" component="section" aria-labelledby="knowledge-search">
      <Title order={2} id="knowledge-search">
        What would {name} find?
      </Title>
      <form onSubmit={submit} role="search">
        <Group gap="sm" wrap="nowrap">
          <TextInput
            flex={1}
            type="search"
            aria-label="Question"
            placeholder="Ask a question"
            leftSection={<IconSearch size={17} />}
            maxLength={knowledgeLimits.questionCharacters}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit">Search</Button>
        </Group>
      </form>
      {search.isLoading && <Loader size="sm" type="dots" aria-label="Searching" />}
      {cannotShow(search) && <ErrorState error={search.error} onRetry={() => void search.refetch()} />}
      {search.data !== undefined && question !== '' && (
        <div aria-live="polite">
          {!search.data.searched_by.includes('meaning') && (
            <Text size="sm" c="dimmed" mb="xs">
              The embedding model does not answer: these were found by their words alone.
            </Text>
          )}
          {search.data.passages.length === 0 ? (
            <Text size="sm">Nothing was found for “{question}”.</Text>
          ) : (
            <PassageList passages={search.data.passages} label="Passages found" />
          )}
        </div>
      )}
    </Stack>
  );
}
