import { hashText } from '../../hashing/random.ts';
import type { ScreenshotReading } from '../../ocr/screenshot.ts';
import { conformToSchema } from '../../schema/conform-to-schema.ts';
import { generateInstance } from '../../schema/generate-instance.ts';
import { jsonSchemaSchema } from '../../schema/json-schema.ts';
import { messageText } from '../chat-request.ts';
import type { ChatRequest } from '../chat-request.ts';
import { analyzeCommunication } from './analyze-communication.ts';
import { analyzeConversation } from './analyze-conversation.ts';
import { draftPrompt } from './draft-prompt.ts';
import { instanceSource } from './instance-source.ts';
import type { Question } from './question.ts';
import { replyInVoice } from './reply-in-voice.ts';
import { storyCandidate } from './story-candidate.ts';
import { joinReadings, transcript } from './transcript.ts';
import { isStoryRequest, tellStory } from './tell-story.ts';

/** Computes the answer to a request from its own text and pictures; deterministic for (messages, seed, choice). */
export function answerChat(
  request: ChatRequest,
  pictures: readonly ScreenshotReading[],
  choice: number,
): string {
  const question = toQuestion(request, pictures, choice);
  const format = request.response_format;
  if (format?.type === 'json_schema') {
    return JSON.stringify(answerBySchema(question, format.json_schema.name, format.json_schema.schema ?? {}));
  }
  const text = answerInText(question);
  return format?.type === 'json_object' ? JSON.stringify({ answer: text }) : text;
}

function toQuestion(request: ChatRequest, pictures: readonly ScreenshotReading[], choice: number): Question {
  const texts = request.messages.map((message) => ({ role: message.role, text: messageText(message) }));
  const system = texts
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(({ text }) => text);
  const everything = texts.map(({ role, text }) => `${role}:${text}`).join('\n');
  return {
    system: system.join('\n\n'),
    user: texts.findLast(({ role }) => role === 'user')?.text ?? '',
    model: request.model,
    pictures,
    seed: `${hashText(everything)} ${request.seed ?? ''} ${choice}`,
  };
}

function answerInText(question: Question): string {
  if (question.pictures.length > 0) return transcript(joinReadings(question.pictures));
  return isStoryRequest(question) ? tellStory(question) : replyInVoice(question);
}

/** What the known tasks answer; every other schema gets an instance made from the schema and the prompt. */
function candidateFor(name: string, question: Question): unknown {
  switch (name) {
    case 'chat_screenshot':
      return joinReadings(question.pictures);
    case 'communication_analysis':
      return analyzeCommunication(question.user);
    case 'conversation_analysis':
      return analyzeConversation(question.user);
    case 'prompt_draft':
      return draftPrompt(question.user);
    case 'story_candidate':
      return storyCandidate(question);
    default:
      return undefined;
  }
}

function answerBySchema(question: Question, name: string, json: Record<string, unknown>): unknown {
  const schema = jsonSchemaSchema.parse(json);
  const source = instanceSource(question);
  return conformToSchema(candidateFor(name, question), schema, schema, (part, path) =>
    generateInstance(part, schema, source, path),
  );
}
