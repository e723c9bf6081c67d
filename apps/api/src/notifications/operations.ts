import { listNotifications } from '@understudy/db/notifications/notifications';
import { countUnread, markAllRead, readNotification } from '@understudy/db/notifications/read-notifications';
import { pageQuerySchema } from '@understudy/domain/http/page';
import {
  markedReadSchema,
  notificationPageSchema,
  notificationSchema,
} from '@understudy/domain/notifications/notification';
import { z } from 'zod';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { toNotification } from './to-notification.ts';

const tag = 'Notifications';

/** What the user is told without having asked. */
export const notificationOperations = [
  defineOperation({
    id: 'listNotifications',
    method: 'get',
    path: '/api/notifications',
    tag,
    summary: 'List your notifications',
    description: 'Newest first.',
    security: 'bearer',
    query: pageQuerySchema
      .extend({
        unread: z.enum(['true', 'false']).default('false').describe('Only what has not been read'),
      })
      .strict(),
    responses: { 200: { description: 'A page of notifications', schema: notificationPageSchema } },
    handler: async ({ dependencies: { database }, principal, query: { unread, ...page } }) => {
      const body = await database.asUser(principal.user, async (tx) => {
        const { items, next_cursor } = await listNotifications(tx, {
          ...page,
          unreadOnly: unread === 'true',
        });
        return { items: items.map(toNotification), next_cursor, unread_count: await countUnread(tx) };
      });
      return { status: 200, body };
    },
  }),
  defineOperation({
    id: 'readNotification',
    method: 'post',
    path: '/api/notifications/:id/read',
    tag,
    summary: 'Mark a notification as read',
    description: 'The time of the first reading stays.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The notification', schema: notificationSchema } },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: toNotification(await database.asUser(principal.user, (tx) => readNotification(tx, params.id))),
    }),
  }),
  defineOperation({
    id: 'readAllNotifications',
    method: 'post',
    path: '/api/notifications/read-all',
    tag,
    summary: 'Mark all notifications as read',
    security: 'bearer',
    responses: { 200: { description: 'How many were unread', schema: markedReadSchema } },
    handler: async ({ dependencies: { database }, principal }) => ({
      status: 200,
      body: { marked_read: await database.asUser(principal.user, markAllRead) },
    }),
  }),
];
