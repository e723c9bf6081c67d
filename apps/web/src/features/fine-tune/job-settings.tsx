import { Paper } from '@mantine/core';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { formatNumber, formatShare } from '../../app/format.ts';
import classes from './job-settings.module.css';
import { patternTitle } from './pattern-title.ts';

const qualityRules = { prefer: 'good ones preferred', require: 'only good ones', ignore: 'all' } as const;

/** What a job was asked for. */
export function JobSettings({ job }: { job: FineTuneJob }) {
  return (
    <Paper>
      <dl className={classes.settings}>
        {settingsOf(job).map(([name, value]) => (
          <div key={name} className={classes.setting}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}

function settingsOf(job: FineTuneJob): (readonly [name: string, value: string])[] {
  const { selection, hyperparameters } = job;
  const { n_epochs, batch_size, learning_rate_multiplier, beta, lora_rank, max_length } = hyperparameters;
  return [
    ['Provider', fineTuneProviderFacts[job.provider].title],
    ['Job at the provider', job.provider_job_id ?? 'not created yet'],
    ['Status there', job.provider_status ?? '—'],
    ['Epochs', String(n_epochs)],
    ['Batch size', String(batch_size)],
    ['Learning rate multiplier', String(learning_rate_multiplier)],
    ...(beta === undefined ? [] : [['Beta', String(beta)] as const]),
    ...(lora_rank === undefined ? [] : [['LoRA rank', String(lora_rank)] as const]),
    ...(max_length === undefined ? [] : [['Longest example', `${formatNumber(max_length)} tokens`] as const]),
    ['Examples', `${qualityRules[selection.quality]}, above ${selection.min_quality}`],
    ['Pattern types', selection.pattern_types?.map(patternTitle).join(', ') ?? 'all'],
    ['Balanced', selection.balance ? 'yes' : 'no'],
    ['Most examples', selection.max_examples === null ? 'no limit' : formatNumber(selection.max_examples)],
    ['For validation', formatShare(selection.validation_share)],
    ['Redaction', selection.redact ? 'yes' : 'no'],
    ['Seed', String(job.seed)],
    ['Suffix', job.suffix ?? '—'],
  ];
}
