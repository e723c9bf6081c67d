import { Anchor, Button, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconBrandPython, IconExternalLink } from '@tabler/icons-react';
import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';
import type { ReactNode } from 'react';
import { autoTrainSteps } from './autotrain-steps.ts';
import { ScriptBlock } from './script-block.tsx';
import { baseModel, trainingScript } from './training-script.ts';
import { useDownloadPreview, type DownloadScope } from './use-download.ts';

type TrainingPlacesProps = {
  format: ExampleFormat;
  scope: DownloadScope;
  /** Whether some of the examples are preference pairs. */
  hasPairs: boolean;
};

/** Formats that hold pairs beside conversations; a training learns from one or the other. */
const passesOverPairs: readonly ExampleFormat[] = ['jsonl', 'parquet'];

/** Where the file can be trained on, with what to do there for exactly this file. */
export function TrainingPlaces({ format, scope, hasPairs }: TrainingPlacesProps) {
  const preview = useDownloadPreview(format, scope);
  const name = preview.data?.file_name;
  if (name === undefined) return null;
  return (
    <Stack gap="md" component="section" aria-labelledby="training-places">
      <div>
        <Title order={2} id="training-places">
          Train on it
        </Title>
        <Text c="dimmed" size="sm">
          Each of these starts from {baseModel}, whose licence is accepted once on its{' '}
          <Anchor
            href={`https://huggingface.co/${baseModel}`}
            target="_blank"
            rel="noreferrer"
            underline="always"
            inherit
          >
            page on the hub
          </Anchor>
          . Training on another machine sends the examples there.
        </Text>
      </div>
      {hasPairs && passesOverPairs.includes(format) && (
        <Text size="sm">
          Pairs are passed over by the scripts for this format: the format for preference pairs trains on
          them.
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Place
          title="Hugging Face AutoTrain"
          note="The easiest: no code. It runs on a rented GPU, billed by the hour."
          action={
            <ExternalButton href="https://huggingface.co/autotrain">
              Open Hugging Face AutoTrain
            </ExternalButton>
          }
        >
          <List type="ordered" size="sm" spacing={6}>
            {autoTrainSteps({ format, name, hasPairs }).map((step) => (
              <List.Item key={step}>{step}</List.Item>
            ))}
          </List>
        </Place>
        <Place
          title="Google Colab"
          note="A notebook with a GPU; the free T4 has 16 GB, which is enough, though it takes hours."
          action={
            <ExternalButton href="https://colab.research.google.com/#create=true">
              Open Google Colab
            </ExternalButton>
          }
        >
          <Text size="sm">
            Choose Runtime, Change runtime type, T4 GPU. Paste this into a cell and run it; it asks for a
            Hugging Face token, and then for {name}.
          </Text>
          <ScriptBlock label="Colab cell" script={trainingScript(format, name, 'colab')} />
        </Place>
      </SimpleGrid>
      <Place
        title="Your own machine"
        note="Nothing leaves it. A GPU with 16 GB of memory will do, 24 GB (such as an RTX 3090) are comfortable."
        action={null}
      >
        <Text size="sm">
          <IconBrandPython size={15} aria-hidden style={{ verticalAlign: -2 }} /> Save this as train.py beside{' '}
          {name}, and run <code>python train.py</code>. The adapter is then in the folder my-avatar.
        </Text>
        <ScriptBlock label="train.py" script={trainingScript(format, name, 'local')} />
      </Place>
    </Stack>
  );
}

function ExternalButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noreferrer"
      variant="light"
      rightSection={<IconExternalLink size={16} aria-hidden />}
    >
      {children}
    </Button>
  );
}

type PlaceProps = { title: string; note: string; action: ReactNode; children: ReactNode };

function Place({ title, note, action, children }: PlaceProps) {
  return (
    <Paper>
      <Stack gap="sm" align="stretch">
        <div>
          <Title order={3}>{title}</Title>
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        </div>
        {action !== null && <div>{action}</div>}
        {children}
      </Stack>
    </Paper>
  );
}
