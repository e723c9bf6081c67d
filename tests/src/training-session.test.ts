import { chatReplySchema } from '@understudy/domain/chat/chat';
import { runEventSchema } from '@understudy/domain/runs/run-event';
import { trainingPhases } from '@understudy/domain/training-sessions/training-session-contract';
import { promptVersionSchema } from '@understudy/domain/prompt-versions/prompt-version';
import { pageOf } from '@understudy/domain/http/page';
import { describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, problemOf } from './support/api-client.ts';
import { whatsappChat } from './support/chats.ts';

const stack = sharedStack();
const versions = pageOf('TestVersions', promptVersionSchema);
const events = pageOf('TestEvents', runEventSchema);

describe('a training session', () => {
  it('turns a WhatsApp export and an instruction into a version that can be activated and talked to', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar('Ash');
    const session = await user.train(avatar.id, {
      files: [{ name: 'chat.txt', content: whatsappChat(40) }],
      instructions: 'Keep answers short.',
    });
    const run = await user.runEnded(session.run.id);
    expect(run).toMatchObject({
      status: 'completed',
      progress: { phase: 'version', percent: 100 },
      simulated_provider: true,
    });

    const done = await user.session(session.id);
    expect(done.files).toMatchObject([
      { name: 'chat.txt', status: 'extracted', message_count: 80, kind: 'text' },
    ]);
    expect(done.conversations).toMatchObject([{ message_count: 80, avatar_speaker: 'Ash', pair_count: 40 }]);
    expect(done.speakers.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'Ash', message_count: 40, is_avatar: true },
      { name: 'Misty', message_count: 40, is_avatar: false },
    ]);
    expect(done.training_example_count).toBe(40);
    expect(done.measured_style).toMatchObject({ message_count: 40 });
    expect(done.analysis?.communication_style.tone).toBeTruthy();
    expect(done.prompt_version_number).toBe(1);

    const { items } = await user.get(`/api/avatars/${avatar.id}/prompt-versions`, versions);
    expect(items).toMatchObject([{ version_number: 1, is_active: false, training_session_id: session.id }]);
    const activated = await user.post(`/api/prompt-versions/${items[0]?.id}/activate`, promptVersionSchema);
    expect(activated.is_active).toBe(true);
    const reply = await user.post(`/api/avatars/${avatar.id}/chat`, chatReplySchema, {
      message: 'Hey, how was your day?',
    });
    expect(reply).toMatchObject({ prompt_version_number: 1, simulated_provider: true });
    expect(reply.reply.length).toBeGreaterThan(0);
  });

  it('numbers its events without a gap and goes through all phases in order', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const { run } = await user.train(avatar.id, { files: [{ name: 'chat.txt', content: whatsappChat(12) }] });
    await user.runEnded(run.id);
    const answer = await user.send('GET', `/api/runs/${run.id}/events?limit=200`, undefined, {
      accept: 'application/json',
    });
    const { items } = events.parse(answer.body);
    expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_, index) => index + 1));
    const started = items.filter(({ type }) => type === 'phase_started').map(({ phase }) => phase);
    expect(started).toEqual([...trainingPhases]);
    expect(items.at(-1)).toMatchObject({ type: 'run_completed', status: 'completed' });
    const percents = items.map(({ progress }) => progress.percent);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  });

  it('answers the same run to the same Idempotency-Key, and refuses the key for something else', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const upload = { files: [{ name: 'chat.txt', content: whatsappChat(10) }], idempotencyKey: 'once' };
    const first = await user.train(avatar.id, upload);
    const second = await user.train(avatar.id, upload);
    expect(second.run.id).toBe(first.run.id);
    const other = await user.upload(avatar.id, { ...upload, instructions: 'Something else' });
    expect(problemOf(other)).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
  });

  it('trains by instructions alone', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const session = await user.train(avatar.id, {
      instructions: 'Be more professional, use business language, minimal emojis',
    });
    expect(await user.runEnded(session.run.id)).toMatchObject({ status: 'completed' });
    expect(await user.session(session.id)).toMatchObject({
      conversations: [],
      measured_style: null,
      prompt_version_number: 1,
    });
  });

  it('fails with the speakers to choose from when the chosen one does not occur', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const { run } = await user.train(avatar.id, {
      files: [{ name: 'chat.txt', content: whatsappChat(10) }],
      avatarSpeaker: 'Brock',
    });
    const ended = await user.runEnded(run.id);
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'speaker_unknown' } });
    expect(ended.error?.message).toMatch(/Brock.*Ash.*Misty/);
  });

  it('goes on with the good files when one fails, lists the reason, and can retry', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const session = await user.train(avatar.id, {
      files: [
        { name: 'good.txt', content: whatsappChat(10) },
        { name: 'prose.txt', content: 'It was a dark and stormy night. Nobody said anything at all.' },
      ],
    });
    const ended = await user.runEnded(session.run.id);
    expect(ended.status).toBe('completed_with_errors');
    const done = await user.session(session.id);
    expect(done.files[1]).toMatchObject({
      name: 'prose.txt',
      status: 'failed',
      error: { code: 'no_conversation' },
    });
    expect(done.files[1]?.error?.message).toContain('prose.txt');
    expect(done.prompt_version_number).toBe(1);

    expect((await user.send('POST', `/api/runs/${session.run.id}/retry`)).status).toBeLessThan(300);
    const again = await user.runUntil(
      session.run.id,
      (run) => run.attempt === 2 && run.status === 'completed_with_errors',
    );
    expect(again.attempt).toBe(2);
    const { items } = await user.get(`/api/avatars/${avatar.id}/prompt-versions`, versions);
    expect(items).toHaveLength(1);
  });
});
