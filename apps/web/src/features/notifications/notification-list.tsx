import { Skeleton, Text } from '@mantine/core';
import type { Notification } from '@understudy/domain/notifications/notification';
import { Link } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { When } from '../../app/when.tsx';
import { notificationAddress } from './notification-address.ts';
import classes from './notifications.module.css';
import { useMarkRead, type useNotifications } from './use-notifications.ts';

type NotificationListProps = {
  query: ReturnType<typeof useNotifications>;
  /** Called when somebody follows a notification to its page. */
  onFollow: () => void;
};

/** The latest notifications, the newest first. Opening one marks it as read. */
export function NotificationList({ query, onFollow }: NotificationListProps) {
  const markRead = useMarkRead();
  if (cannotShow(query)) {
    return (
      <Text size="sm" c="red">
        {query.error.message}
      </Text>
    );
  }
  if (query.data === undefined) return <Skeleton h={70} />;
  if (query.data.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" py="sm">
        Nothing to tell yet. You will hear when there are examples enough for a fine-tune.
      </Text>
    );
  }
  return (
    <ul className={classes.list} aria-label="Notifications">
      {query.data.items.map((notification) => (
        <li key={notification.id} className={classes.item} data-unread={notification.read_at === null}>
          <NotificationTitle
            notification={notification}
            onOpen={() => {
              if (notification.read_at === null) markRead.mutate(notification.id);
            }}
            onFollow={onFollow}
          />
          <Text size="sm">{notification.body}</Text>
          <Text size="xs" c="dimmed">
            <When iso={notification.created_at} />
          </Text>
        </li>
      ))}
    </ul>
  );
}

type NotificationTitleProps = { notification: Notification; onOpen: () => void; onFollow: () => void };

function NotificationTitle({ notification, onOpen, onFollow }: NotificationTitleProps) {
  const address = notificationAddress(notification);
  if (address === null) {
    return (
      <button type="button" className={classes.title} onClick={onOpen}>
        {notification.title}
      </button>
    );
  }
  return (
    <Link
      to={address}
      className={classes.title}
      onClick={() => {
        onOpen();
        onFollow();
      }}
    >
      {notification.title}
    </Link>
  );
}
