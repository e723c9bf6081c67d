import { Button, Menu } from '@mantine/core';
import { IconApi, IconBrandStackshare, IconChevronDown, IconSwitchHorizontal } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { writeToken } from '../../api/token-store.ts';
import { ThemeMenuItem } from '../../app/theme-toggle.tsx';
import classes from './user-menu.module.css';
import type { Session } from './use-session.ts';

/** Who is signed in, the ways out to the API's documentation and to Temporal, and switching the user. */
export function UserMenu({ session }: { session: Session }) {
  const queries = useQueryClient();
  const switchUser = () => {
    writeToken(null);
    queries.clear();
  };

  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          px="sm"
          classNames={{ section: classes.chevron ?? '' }}
          rightSection={<IconChevronDown size={15} />}
          aria-label={`Signed in as ${session.user}. Account menu`}
        >
          <span className={classes.user}>{session.user}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Signed in as {session.user}</Menu.Label>
        <Menu.Item component="a" href="/docs" target="_blank" leftSection={<IconApi size={17} />}>
          API documentation
        </Menu.Item>
        {session.temporal_ui_url !== null && (
          <Menu.Item
            component="a"
            href={session.temporal_ui_url}
            target="_blank"
            leftSection={<IconBrandStackshare size={17} />}
          >
            Temporal
          </Menu.Item>
        )}
        <ThemeMenuItem />
        <Menu.Divider />
        <Menu.Item leftSection={<IconSwitchHorizontal size={17} />} onClick={switchUser}>
          Switch user
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
