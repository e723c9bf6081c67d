import { List, Text } from '@mantine/core';
import type { FineTuneEstimate } from '@understudy/domain/fine-tune/contracts/estimate';
import figures from '../../app/figure.module.css';
import { formatCompact, formatUsd } from '../../app/format-amounts.ts';
import { countOf, formatNumber } from '../../app/format.ts';
import classes from './estimate-figures.module.css';
import { LeftOutList } from './left-out-list.tsx';

/** What a training costs, what that is made of, what was assumed, and whose prices of which day it is by. */
export function EstimateFigures({ estimate }: { estimate: FineTuneEstimate }) {
  const { price, validation_examples: validation, n_epochs: epochs } = estimate;
  return (
    <div className={classes.box}>
      <div>
        <Text size="xs" c="dimmed" fw={600}>
          Estimated cost
        </Text>
        <div className={`${figures.figure} ${classes.total}`}>{formatUsd(estimate.total_estimate)}</div>
        <Text size="xs" c="dimmed">
          at {formatUsd(price.training_usd_per_million)} for a million trained tokens,{' '}
          {price.known ? `prices of ${price.as_of}` : 'a high price assumed, since none is known'}
        </Text>
      </div>
      <dl className={classes.facts}>
        <Fact
          name="Examples"
          value={formatNumber(estimate.examples)}
          note={validation === 0 ? 'none for validation' : `and ${formatNumber(validation)} for validation`}
        />
        <Fact
          name="Epochs"
          value={formatNumber(epochs)}
          note={epochs === 1 ? 'pass over the examples' : 'passes over the examples'}
        />
        <Fact
          name="Tokens"
          value={formatCompact(estimate.billed_tokens)}
          note={`${formatCompact(estimate.tokens)} in the file`}
        />
        <Fact
          name="Answers"
          value={`${formatUsd(estimate.input_cost_per_1m)} / ${formatUsd(estimate.output_cost_per_1m)}`}
          note="for a million tokens in / out"
        />
      </dl>
      <LeftOutList leftOut={estimate.left_out} />
      <details className={classes.assumptions} open>
        <summary>{countOf(estimate.assumptions.length, 'assumption')}</summary>
        <List size="xs" spacing={4} c="dimmed" mt={6}>
          {estimate.assumptions.map((assumption) => (
            <List.Item key={assumption}>{assumption}</List.Item>
          ))}
        </List>
      </details>
    </div>
  );
}

function Fact({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.value}>{value}</span> <span className={classes.note}>{note}</span>
      </dd>
    </div>
  );
}
