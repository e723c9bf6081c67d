import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { loadCode } from './load-code.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { RouteError } from './route-error.tsx';
import { Shell } from './shell.tsx';

/** A page whose code is fetched when it is first opened. */
function page(load: () => Promise<ComponentType>) {
  return { lazy: { Component: () => loadCode(load) }, hydrateFallbackElement: <PageSkeleton /> };
}

const avatarPages = [
  { index: true, element: <Navigate to="train" replace /> },
  {
    path: 'train',
    ...page(async () => (await import('../features/training-sessions/train-page.tsx')).TrainPage),
  },
  {
    path: 'train/:sessionId',
    ...page(
      async () =>
        (await import('../features/training-sessions/training-session-page.tsx')).TrainingSessionPage,
    ),
  },
  {
    path: 'prompt-versions',
    ...page(
      async () => (await import('../features/prompt-versions/prompt-versions-page.tsx')).PromptVersionsPage,
    ),
  },
  {
    path: 'prompt-versions/:versionId',
    ...page(
      async () => (await import('../features/prompt-versions/prompt-version-page.tsx')).PromptVersionPage,
    ),
  },
  {
    path: 'prompt-versions/:versionId/compare/:otherVersionId',
    ...page(async () => (await import('../features/prompt-versions/compare-page.tsx')).ComparePage),
  },
  { path: 'chat', ...page(async () => (await import('../features/chat/chat-page.tsx')).ChatPage) },
  {
    path: 'fine-tune',
    ...page(async () => (await import('../features/fine-tune/fine-tune-page.tsx')).FineTunePage),
  },
  {
    path: 'fine-tune/:jobId',
    ...page(async () => (await import('../features/fine-tune/job-page.tsx')).JobPage),
  },
  {
    path: 'knowledge',
    ...page(async () => (await import('../features/knowledge/knowledge-page.tsx')).KnowledgePage),
  },
];

/** Seed 004 has the training center at `/training.html`: it is here under both addresses. */
const trainingCenter = page(
  async () => (await import('../features/training-center/training-center-page.tsx')).TrainingCenterPage,
);

/** Every page, each in a chunk of its own. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <RouteError />,
    children: [
      { index: true, element: <Navigate to="/avatars" replace /> },
      {
        path: 'avatars',
        ...page(async () => (await import('../features/avatars/avatars-page.tsx')).AvatarsPage),
      },
      {
        path: 'avatars/:avatarId',
        ...page(async () => (await import('../features/avatars/avatar-layout.tsx')).AvatarLayout),
        children: avatarPages,
      },
      {
        path: 'auto-train',
        ...page(async () => (await import('../features/auto-train/auto-train-page.tsx')).AutoTrainPage),
      },
      {
        path: 'auto-train/:batchId',
        ...page(async () => (await import('../features/auto-train/batch-page.tsx')).BatchPage),
      },
      {
        path: 'fine-tune/analytics',
        ...page(
          async () => (await import('../features/fine-tune-analytics/analytics-page.tsx')).AnalyticsPage,
        ),
      },
      {
        path: 'fine-tune/batches/new',
        ...page(async () => (await import('../features/fine-tune-batches/new-batch-page.tsx')).NewBatchPage),
      },
      {
        path: 'fine-tune/batches/:batchId',
        ...page(async () => (await import('../features/fine-tune-batches/batch-page.tsx')).FineTuneBatchPage),
      },
      { path: 'training-center', ...trainingCenter },
      { path: 'training.html', ...trainingCenter },
      {
        path: 'training-files',
        ...page(
          async () => (await import('../features/training-files/training-files-page.tsx')).TrainingFilesPage,
        ),
      },
      {
        path: 'training-files/:fileId',
        ...page(
          async () => (await import('../features/training-files/training-file-page.tsx')).TrainingFilePage,
        ),
      },
      { path: 'runs', ...page(async () => (await import('../features/runs/runs-page.tsx')).RunsPage) },
      { path: 'runs/:runId', ...page(async () => (await import('../features/runs/run-page.tsx')).RunPage) },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
