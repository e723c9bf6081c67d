import { createAvatar } from '@understudy/db/avatars/create-avatar';
import { getAvatar } from '@understudy/db/avatars/get-avatar';
import { listAvatars } from '@understudy/db/avatars/list-avatars';
import { updateAvatar } from '@understudy/db/avatars/update-avatar';
import { avatarSchema, createAvatarSchema, updateAvatarSchema } from '@understudy/domain/avatars/avatar';
import { pageOf, pageQuerySchema } from '@understudy/domain/http/page';
import { z } from 'zod';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { removeAvatar } from './remove-avatar.ts';

const tag = 'Avatars';

/** Create, list, read, change and delete avatars. */
export const avatarOperations = [
  defineOperation({
    id: 'createAvatar',
    method: 'post',
    path: '/api/avatars',
    tag,
    summary: 'Create an avatar',
    security: 'bearer',
    body: createAvatarSchema,
    responses: {
      201: {
        description: 'The new avatar',
        schema: avatarSchema,
        headers: z.object({ location: z.string().meta({ description: 'Address of the avatar' }) }),
      },
    },
    handler: async ({ dependencies: { database }, principal, body }) => {
      const avatar = await database.asUser(principal.user, (tx) => createAvatar(tx, body));
      return { status: 201, body: avatar, headers: { Location: `/api/avatars/${avatar.id}` } };
    },
  }),
  defineOperation({
    id: 'listAvatars',
    method: 'get',
    path: '/api/avatars',
    tag,
    summary: 'List your avatars',
    description: 'Newest first.',
    security: 'bearer',
    query: pageQuerySchema.strict(),
    responses: { 200: { description: 'A page of avatars', schema: pageOf('AvatarPage', avatarSchema) } },
    handler: async ({ dependencies: { database }, principal, query }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => listAvatars(tx, query)),
    }),
  }),
  defineOperation({
    id: 'getAvatar',
    method: 'get',
    path: '/api/avatars/:id',
    tag,
    summary: 'Read an avatar',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The avatar', schema: avatarSchema } },
    handler: async ({ dependencies: { database }, principal, params }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => getAvatar(tx, params.id)),
    }),
  }),
  defineOperation({
    id: 'updateAvatar',
    method: 'patch',
    path: '/api/avatars/:id',
    tag,
    summary: 'Change an avatar',
    description: 'Only the fields that are named change.',
    security: 'bearer',
    params: idParams,
    body: updateAvatarSchema,
    responses: { 200: { description: 'The changed avatar', schema: avatarSchema } },
    handler: async ({ dependencies: { database }, principal, params, body }) => ({
      status: 200,
      body: await database.asUser(principal.user, (tx) => updateAvatar(tx, params.id, body)),
    }),
  }),
  defineOperation({
    id: 'deleteAvatar',
    method: 'delete',
    path: '/api/avatars/:id',
    tag,
    summary: 'Delete an avatar',
    description:
      'With everything that belongs to it: training sessions, prompt versions, examples. ' +
      'Refused with `conflict` while a run of the avatar has not ended; cancel it first.',
    security: 'bearer',
    params: idParams,
    responses: { 204: { description: 'The avatar is gone' } },
    problems: ['conflict'],
    handler: async ({ dependencies, principal, params }) => {
      await removeAvatar(dependencies, principal.user, params.id);
      return { status: 204 };
    },
  }),
];
