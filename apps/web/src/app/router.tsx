import { createBrowserRouter, Navigate } from 'react-router';
import { NotFoundPage } from './not-found-page.tsx';
import { RouteError } from './route-error.tsx';
import { Shell } from './shell.tsx';

/** Every page, each in a chunk of its own. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    ErrorBoundary: RouteError,
    children: [
      { index: true, element: <Navigate to="/avatars" replace /> },
      {
        path: 'avatars',
        lazy: { Component: async () => (await import('../features/avatars/avatars-page.tsx')).AvatarsPage },
      },
      {
        path: 'avatars/:avatarId',
        lazy: { Component: async () => (await import('../features/avatars/avatar-layout.tsx')).AvatarLayout },
        children: [
          { index: true, element: <Navigate to="train" replace /> },
          {
            path: 'train',
            lazy: {
              Component: async () => (await import('../features/training-sessions/train-page.tsx')).TrainPage,
            },
          },
          {
            path: 'train/:sessionId',
            lazy: {
              Component: async () =>
                (await import('../features/training-sessions/training-session-page.tsx')).TrainingSessionPage,
            },
          },
          {
            path: 'prompt-versions',
            lazy: {
              Component: async () =>
                (await import('../features/prompt-versions/prompt-versions-page.tsx')).PromptVersionsPage,
            },
          },
          {
            path: 'prompt-versions/:versionId',
            lazy: {
              Component: async () =>
                (await import('../features/prompt-versions/prompt-version-page.tsx')).PromptVersionPage,
            },
          },
          {
            path: 'prompt-versions/:versionId/compare/:otherVersionId',
            lazy: {
              Component: async () =>
                (await import('../features/prompt-versions/compare-page.tsx')).ComparePage,
            },
          },
          {
            path: 'chat',
            lazy: { Component: async () => (await import('../features/chat/chat-page.tsx')).ChatPage },
          },
        ],
      },
      {
        path: 'runs',
        lazy: { Component: async () => (await import('../features/runs/runs-page.tsx')).RunsPage },
      },
      {
        path: 'runs/:runId',
        lazy: { Component: async () => (await import('../features/runs/run-page.tsx')).RunPage },
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
