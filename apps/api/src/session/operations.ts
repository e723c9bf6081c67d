import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';
import { isDevelopment, signDevelopmentToken } from '../authentication/development-token.ts';
import { defineOperation } from '../http/operation.ts';
import { developmentTokenRequestSchema, developmentTokenSchema, sessionSchema } from './session.ts';

const tag = 'Session';

/** Who is asking, and the token with which developers ask. */
export const sessionOperations = [
  defineOperation({
    id: 'getSession',
    method: 'get',
    path: '/api/session',
    tag,
    summary: 'Who am I, and where',
    security: 'bearer',
    responses: { 200: { description: 'The user and the installation', schema: sessionSchema } },
    handler: async ({ dependencies: { installation }, principal }) => ({
      status: 200,
      body: {
        user: principal.user,
        simulated_providers: [...installation.simulatedProviders],
        temporal_ui_url: installation.temporalUiUrl ?? null,
        development: isDevelopment(installation.tokens),
        limits: {
          file_bytes: uploadLimits.fileBytes,
          files: uploadLimits.files,
          instructions_characters: uploadLimits.instructionsCharacters,
          pdf_pages: uploadLimits.pdfPages,
          image_pixels: uploadLimits.imagePixels,
        },
      },
    }),
  }),
  defineOperation({
    id: 'createDevelopmentToken',
    method: 'post',
    path: '/auth/development-token',
    tag,
    summary: 'Get a token for development',
    description:
      'Only where the installation signs tokens with its development secret; everywhere else this address does not exist.',
    security: 'none',
    body: developmentTokenRequestSchema,
    responses: { 200: { description: 'A token', schema: developmentTokenSchema } },
    problems: ['not_found'],
    handler: async ({ dependencies: { installation }, body }) => {
      const token = await signDevelopmentToken(installation.tokens, body.user, new Date());
      if (token === null) throw new UnderstudyError('not_found', 'Tokens are not handed out here.');
      return { status: 200, body: token };
    },
  }),
];
