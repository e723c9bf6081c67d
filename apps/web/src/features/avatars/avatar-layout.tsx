import { Badge, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconAdjustments, IconBooks, IconMessageCircle, IconSchool, IconVersions } from '@tabler/icons-react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation, useNavigate, useOutletContext, useParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageSkeleton } from '../../app/page-skeleton.tsx';
import sliding from '../../app/sliding-tabs.module.css';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import classes from './avatar-layout.module.css';
import { useTunedModel } from '../fine-tune/use-tuned-model.ts';
import { AvatarMenu } from './avatar-menu.tsx';
import { Portrait } from './portrait.tsx';
import { useAvatar } from './use-avatars.ts';

const tabs = [
  { value: 'train', label: 'Train', icon: IconSchool },
  { value: 'prompt-versions', label: 'Prompt versions', icon: IconVersions },
  { value: 'chat', label: 'Test chat', icon: IconMessageCircle },
  { value: 'fine-tune', label: 'Fine-tune', icon: IconAdjustments },
  { value: 'knowledge', label: 'Knowledge', icon: IconBooks },
] as const;

/** The avatar whose page this is, for the pages inside. */
export function useAvatarOfPage(): Avatar {
  return useOutletContext<Avatar>();
}

/** The head of an avatar's page, and the tab that is open. */
export function AvatarLayout() {
  const { avatarId = '' } = useParams();
  const avatar = useAvatar(avatarId);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const open = tabs.find((tab) => pathname.split('/')[3] === tab.value)?.value ?? 'train';
  const list = useRef<HTMLDivElement>(null);
  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open, avatar.data]);
  useDocumentTitle(avatar.data?.name ?? null);
  if (cannotShow(avatar)) return <ErrorState error={avatar.error} onRetry={() => void avatar.refetch()} />;
  if (avatar.data === undefined) return <PageSkeleton />;

  return (
    <Stack gap="xl" className={classes.page}>
      <AvatarHead avatar={avatar.data} onDeleted={() => void navigate('/avatars')} />
      <Tabs value={open} onChange={(value) => void navigate(`/avatars/${avatarId}/${value ?? 'train'}`)}>
        <Tabs.List ref={list} className={sliding.tabs ?? ''} aria-label={`Parts of ${avatar.data.name}`}>
          {tabs.map(({ value, label, icon: Icon }) => (
            <Tabs.Tab
              key={value}
              value={value}
              classNames={{ tab: sliding.tab ?? '', tabSection: sliding.icon ?? '' }}
              leftSection={<Icon size={17} stroke={1.7} />}
            >
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={open} pt="xl">
          <Suspense fallback={<PageSkeleton />}>
            <Outlet context={avatar.data} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function AvatarHead({ avatar, onDeleted }: { avatar: Avatar; onDeleted: () => void }) {
  const version = avatar.active_prompt_version_number;
  const tuned = useTunedModel(avatar.id).data?.use_fine_tuned_model === true;
  const words = [...(avatar.mbti === null ? [] : [avatar.mbti]), ...avatar.traits];
  return (
    <Group wrap="nowrap" align="flex-start" gap="lg">
      <Portrait name={avatar.name} lit={version !== null} size={72} />
      <Stack gap={6} flex={1} miw={0}>
        <Group gap="sm">
          <Title order={1}>{avatar.name}</Title>
          {version !== null && <Badge variant="light">Version {version} active</Badge>}
          {tuned && (
            <Badge variant="light" color="teal">
              Tuned model active
            </Badge>
          )}
        </Group>
        {words.length > 0 && (
          <Text size="sm" c="dimmed">
            {words.join(' · ')}
          </Text>
        )}
        {avatar.backstory !== '' && (
          <Text size="sm" lineClamp={2} maw="68ch">
            {avatar.backstory}
          </Text>
        )}
      </Stack>
      <AvatarMenu avatar={avatar} onDeleted={onDeleted} />
    </Group>
  );
}
