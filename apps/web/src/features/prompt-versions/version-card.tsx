import { Badge, Group, Paper, Text } from '@mantine/core';
import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import type { CommunicationAnalysis } from '@understudy/domain/style/communication-analysis';
import { Link } from 'react-router';
import { When } from '../../app/when.tsx';
import { VersionActions } from './version-actions.tsx';
import classes from './version-card.module.css';
import { VersionFacts } from './version-facts.tsx';

/** A style in a line: "warm · very casual · short answers · no emoji". */
function describeStyle(style: CommunicationAnalysis['communication_style']): string {
  const emoji = style.emoji_usage === 'none' ? 'no' : style.emoji_usage;
  const parts = [style.tone, style.formality_level, `${style.response_length} answers`, `${emoji} emoji`];
  return parts.join(' · ').replaceAll('_', ' ').toLowerCase();
}

/** A version in the list. */
export function VersionCard({ version }: { version: PromptVersion }) {
  const style = version.analysis?.communication_style;
  return (
    <Paper component="li" p="md" className={classes.card} data-active={version.is_active}>
      <Group justify="space-between" gap="md">
        <div className={classes.body}>
          <Group gap="sm">
            <Text
              component={Link}
              to={`/avatars/${version.avatar_id}/prompt-versions/${version.id}`}
              className={classes.title}
            >
              Version {version.version_number}
            </Text>
            {version.is_active && <Badge variant="light">Active</Badge>}
          </Group>
          <Text size="sm" c="dimmed" component="div">
            <When iso={version.created_at} /> · <VersionFacts version={version} />
          </Text>
          {style !== undefined && (
            <Text size="sm" mt={4}>
              {describeStyle(style)}
            </Text>
          )}
          {version.instructions !== '' && (
            <Text size="sm" c="dimmed" lineClamp={1} mt={4}>
              “{version.instructions}”
            </Text>
          )}
        </div>
        <VersionActions version={version} />
      </Group>
    </Paper>
  );
}
