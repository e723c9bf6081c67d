import { attributeSpeaker, type SpeakerCount } from '@understudy/domain/conversations/speakers';
import type { ChosenFile } from './use-chosen-files.ts';

/** The value that leaves the choice to the training. */
export const decideForMe = '';

/** Who could be the avatar, and who probably is. */
export type SpeakerChoice = {
  /** Over all files, most messages first. */
  speakers: readonly SpeakerCount[];
  /** Whether there are pictures, whose speakers are known by their side only. */
  hasSides: boolean;
  /** A speaker's name, `right`, or {@link decideForMe}. */
  guess: string;
};

function addUp(lists: readonly (readonly SpeakerCount[])[]): SpeakerCount[] {
  const counts = new Map<string, number>();
  for (const { name, messageCount } of lists.flat()) counts.set(name, (counts.get(name) ?? 0) + messageCount);
  return [...counts]
    .map(([name, messageCount]) => ({ name, messageCount }))
    .sort((a, b) => b.messageCount - a.messageCount || (a.name < b.name ? -1 : 1));
}

/**
 * Who could be the avatar in the chosen files. The guess is, as in the training itself: whoever is called like the
 * avatar, else whoever speaks in most of the chats, else who writes most; the right side where there are only pictures.
 */
export function speakerChoice(files: readonly ChosenFile[], avatarName: string): SpeakerChoice {
  const lists = files.flatMap(({ preview }) => (preview?.ok === true ? [preview.speakers] : []));
  const hasSides = files.some(({ kind, problem }) => kind === 'image' && problem === null);
  const speakers = addUp(lists);
  const presence = (name: string) =>
    lists.filter((list) => list.some((speaker) => speaker.name === name)).length;
  const byPresence = speakers.toSorted((a, b) => presence(b.name) - presence(a.name));
  const attribution = attributeSpeaker({ speakers: byPresence, avatarName, format: 'plain_text' });
  if (attribution.ok) return { speakers, hasSides, guess: attribution.avatarSpeaker };
  return { speakers, hasSides, guess: hasSides ? 'right' : decideForMe };
}
