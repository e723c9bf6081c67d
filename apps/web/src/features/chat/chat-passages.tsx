import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBooks, IconChevronDown } from '@tabler/icons-react';
import type { KnowledgePassage } from '@understudy/domain/knowledge/knowledge-passage';
import { useId } from 'react';
import { countOf } from '../../app/format.ts';
import { PassageList } from '../knowledge/passage-list.tsx';
import classes from './chat-passages.module.css';

/** The passages that an answer was given, behind a line that says how many and from where. */
export function ChatPassages({ passages }: { passages: readonly KnowledgePassage[] }) {
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  if (passages.length === 0) return null;
  const titles = [...new Set(passages.map(({ title }) => title))];
  return (
    <div className={classes.passages}>
      <UnstyledButton className={classes.toggle} aria-expanded={opened} aria-controls={id} onClick={toggle}>
        <IconBooks size={15} stroke={1.7} aria-hidden />
        <span className={classes.sources}>
          {countOf(passages.length, 'passage')} from {titles.join(', ')}
        </span>
        <IconChevronDown size={15} className={classes.chevron} data-opened={opened} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        <div className={classes.list}>
          <PassageList passages={passages} label="Passages of this answer" />
        </div>
      </Collapse>
    </div>
  );
}
