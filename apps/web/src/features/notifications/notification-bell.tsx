import { ActionIcon, Group, Indicator, Popover, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { AutoFineTuneSwitch } from './auto-fine-tune-switch.tsx';
import { NotificationList } from './notification-list.tsx';
import classes from './notifications.module.css';
import { useMarkAllRead, useNotifications } from './use-notifications.ts';

/** The bell in the header: how many notifications are unread, and all of them on a click. */
export function NotificationBell() {
  const [opened, { close, toggle }] = useDisclosure(false);
  const notifications = useNotifications();
  const unread = notifications.data?.unread_count ?? 0;
  const label = unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`;
  return (
    <Popover opened={opened} onChange={close} position="bottom-end" width={360} shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label="Notifications" disabled={opened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={label}
            aria-expanded={opened}
            onClick={toggle}
          >
            <Indicator
              label={unread > 9 ? '9+' : unread}
              size={15}
              offset={2}
              disabled={unread === 0}
              color="red.8"
            >
              <IconBell size={19} stroke={1.7} />
            </Indicator>
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''} aria-label="Notifications">
        <Stack gap="sm">
          <Head unread={unread} />
          <NotificationList query={notifications} onFollow={close} />
          <div className={classes.foot}>
            <AutoFineTuneSwitch />
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Head({ unread }: { unread: number }) {
  const markAll = useMarkAllRead();
  return (
    <Group justify="space-between">
      <Title order={2} size="h4">
        Notifications
      </Title>
      {unread > 0 && (
        <button
          type="button"
          className={classes.all}
          disabled={markAll.isPending}
          onClick={() => markAll.mutate()}
        >
          Mark all as read
        </button>
      )}
      {unread === 0 && (
        <Text size="xs" c="dimmed">
          All read
        </Text>
      )}
    </Group>
  );
}
