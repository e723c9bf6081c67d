import { Button, Checkbox } from '@mantine/core';
import type { Conversation } from '@understudy/domain/enrichment/conversation';
import { countOf, formatDate } from '../../app/format.ts';
import { formatQuality } from '../../app/format-amounts.ts';
import classes from './conversation-table.module.css';
import { EnrichmentBadge } from './enrichment-badge.tsx';
import { labelInWords } from './label-in-words.ts';

type ConversationTableProps = {
  label: string;
  conversations: readonly Conversation[];
  /** Given where rows can be chosen. */
  choice?: { chosen: ReadonlySet<string>; onToggle: (conversationId: string) => void };
  /** Given where a conversation can be enriched from here. */
  onEnrich?: (conversationId: string) => void;
};

/** Conversations with what enrichment has found in them. Only those that are ready can be chosen. */
export function ConversationTable({ label, conversations, choice, onEnrich }: ConversationTableProps) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {choice !== undefined && (
            <th scope="col" className={classes.choose}>
              <span hidden>Chosen</span>
            </th>
          )}
          <th scope="col">Conversation</th>
          <th scope="col">Persona, arc and topic</th>
          <th scope="col">Quality</th>
          <th scope="col">Enrichment</th>
        </tr>
      </thead>
      <tbody>
        {conversations.map((conversation) => (
          <Row
            key={conversation.conversation_id}
            conversation={conversation}
            {...(choice === undefined ? {} : { choice })}
            {...(onEnrich === undefined ? {} : { onEnrich })}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Pick<ConversationTableProps, 'choice' | 'onEnrich'> & { conversation: Conversation };

function Row({ conversation, choice, onEnrich }: RowProps) {
  const { conversation_id: id, enrichment_status: status, quality_score: quality } = conversation;
  const title = titleOf(conversation);
  const chosen = choice?.chosen.has(id) ?? false;
  return (
    <tr data-chosen={chosen}>
      {choice !== undefined && (
        <td className={classes.choose}>
          <Checkbox
            aria-label={`Choose ${title}`}
            checked={chosen}
            disabled={status !== 'completed'}
            onChange={() => choice.onToggle(id)}
          />
        </td>
      )}
      <th scope="row" className={classes.main}>
        <span className={classes.title}>{title}</span>
        <span className={classes.facts}>{factsOf(conversation).join(' · ')}</span>
        {conversation.enrichment_error !== null && (
          <span className={classes.problem}>{conversation.enrichment_error.message}</span>
        )}
      </th>
      <td className={classes.labels}>{labelsOf(conversation).map(labelInWords).join(' · ')}</td>
      <td className={classes.quality}>{quality === null ? null : `${formatQuality(quality)} of 5`}</td>
      <td className={classes.state}>
        <span className={classes.states}>
          <EnrichmentBadge status={status} />
          {onEnrich !== undefined && (status === 'pending' || status === 'failed') && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Enrich ${title}`}
              onClick={() => onEnrich(id)}
            >
              {status === 'failed' ? 'Try again' : 'Enrich'}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}

/** Not every export names its conversation: then its file does. */
function titleOf({ title, file_name }: Conversation): string {
  return title ?? file_name;
}

function factsOf(conversation: Conversation): string[] {
  return [
    conversation.avatar_name,
    countOf(conversation.message_count, 'message'),
    conversation.enrichment_status === 'completed' ? countOf(conversation.training_pairs, 'pair') : null,
    conversation.started_at === null ? null : formatDate(conversation.started_at),
  ].filter((fact) => fact !== null);
}

function labelsOf({ persona, emotional_arc, training_topic }: Conversation): string[] {
  return [persona, emotional_arc, training_topic].filter((label) => label !== null);
}
