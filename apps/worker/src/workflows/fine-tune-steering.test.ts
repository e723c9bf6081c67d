import { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import {
  begun,
  calls,
  ended,
  fineTuneRuns,
  lookedAt,
  note,
  nothingNew,
  ongoing,
  resultOf,
  waitsForTimer,
  type Look,
} from '../testing/scripted-fine-tune.ts';
import { pauseUpdate, progressQuery, resumeUpdate } from './run-control.ts';

const running = fineTuneRuns();

describe('steering a fine-tune', () => {
  it('pauses and resumes at the provider, and asks again where it was only about to pause', async () => {
    const resumes = () => calls.filter((call) => call === 'resume there').length;
    const look: Look = () => {
      if (resumes() === 2) return ended('succeeded');
      return calls.includes('pause there') ? { ...ongoing, state: 'paused' } : ongoing;
    };
    await running({ look }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.executeUpdate(pauseUpdate);
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('pause there');
      await waitsForTimer(handle, 2);
      await handle.executeUpdate(resumeUpdate);
      await resultOf(handle);
    });
    const there = calls.filter((call) => call.endsWith('there'));
    expect(there).toEqual(['pause there', 'resume there', 'resume there']);
    expect(calls).toEqual(expect.arrayContaining(['paused', 'resumed', 'completed']));
  });

  it('resumes at the provider what was paused while no look had come back', async () => {
    const look: Look = () => {
      if (calls.includes('resume there')) return ended('succeeded');
      return calls.includes('pause there') ? nothingNew() : ongoing;
    };
    await running({ look }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.executeUpdate(pauseUpdate);
      await expect.poll(() => lookedAt.length, { timeout: 10_000 }).toBe(2);
      await handle.executeUpdate(resumeUpdate);
      await resultOf(handle);
    });
    expect(calls.filter((call) => call.endsWith('there'))).toEqual(['pause there', 'resume there']);
  });

  it('pauses at the provider what was paused while the job was being made there', async () => {
    const createProviderJob = async () => {
      const { client, info } = Context.current();
      await client.workflow.getHandle(info.workflowExecution?.workflowId ?? '').executeUpdate(pauseUpdate);
      await note('create');
    };
    const look: Look = () => (calls.includes('resume there') ? ended('succeeded') : nothingNew());
    await running({ createProviderJob, look }, async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('pause there');
      expect(await handle.query(progressQuery)).toMatchObject({ phase: 'training', paused: true });
      await handle.executeUpdate(resumeUpdate);
      await resultOf(handle);
    });
    expect(calls.filter((call) => call.endsWith('there'))).toEqual(['pause there', 'resume there']);
  });

  it('cancels at the provider, writes the end, and deletes the files', async () => {
    const cancelled = running({ look: () => ongoing }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(cancelled).rejects.toMatchObject({ cause: expect.any(CancelledFailure) });
    expect(calls).toEqual([...begun, 'cancel there', 'cancelled', 'delete files']);
  });

  it('says that a provider could not be reached to cancel, after ten minutes', async () => {
    const steerProviderJob = () => {
      throw ApplicationFailure.create({ type: 'provider_unavailable' });
    };
    const cancelled = running({ look: () => ongoing, steerProviderJob }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(cancelled).rejects.toThrow('Workflow execution cancelled');
    expect(calls).toEqual([...begun, 'not cancelled', 'cancelled', 'delete files']);
  });

  it('fails with the code of what went wrong for good, and still deletes the files', async () => {
    const createProviderJob = () => {
      throw ApplicationFailure.nonRetryable('The key', 'provider_key_rejected');
    };
    await expect(running({ createProviderJob }, resultOf)).rejects.toThrow('Workflow execution failed');
    expect(calls.slice(3)).toEqual(['failed:provider_key_rejected', 'delete files']);
  });
});
