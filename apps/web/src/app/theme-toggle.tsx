import { ActionIcon, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';

/** The theme that is not shown, and how to switch to it. Until that is done the page follows the system. */
function useOtherTheme() {
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark';
  return {
    label: `Switch to ${other} theme`,
    Icon: other === 'light' ? IconSun : IconMoon,
    switchTheme: () => setColorScheme(other),
  };
}

/** Switches between light and dark: in the header, where it has room for it. */
export function ThemeToggle() {
  const { label, Icon, switchTheme } = useOtherTheme();
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        visibleFrom="xs"
        aria-label={label}
        onClick={switchTheme}
      >
        <Icon size={19} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Switches between light and dark: in the account menu on a phone, whose header has no room for it. */
export function ThemeMenuItem() {
  const { label, Icon, switchTheme } = useOtherTheme();
  return (
    <Menu.Item hiddenFrom="xs" leftSection={<Icon size={17} />} onClick={switchTheme}>
      {label}
    </Menu.Item>
  );
}
