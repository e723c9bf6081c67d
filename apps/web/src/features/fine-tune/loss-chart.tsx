import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { memo, useMemo } from 'react';
import { formatShare } from '../../app/format.ts';
import { describeLoss, type LossPoint } from './loss-points.ts';

/** What is drawn: the loss, or the share of tokens that the model foretells. */
export type Measure = 'loss' | 'accuracy';

const series = {
  loss: [
    { name: 'trainLoss', label: 'Training loss', color: 'footlight.5' },
    { name: 'validLoss', label: 'Validation loss', color: 'blue.5' },
  ],
  accuracy: [
    { name: 'trainAccuracy', label: 'Training accuracy', color: 'footlight.5' },
    { name: 'validAccuracy', label: 'Validation accuracy', color: 'blue.5' },
  ],
};

const fewPoints = 30;

type LossChartProps = {
  points: readonly LossPoint[];
  measure: Measure;
  /** Steps at which the model was kept. */
  checkpoints: readonly number[];
};

/** The curve of a training over its steps, of training and validation. */
export const LossChart = memo(function LossChart({ points, measure, checkpoints }: LossChartProps) {
  const data = useMemo(() => points.map((point) => ({ ...point })), [points]);
  const drawn = series[measure].filter(({ name }) => data.some((point) => isKnown(point, name)));
  const format = (value: number) => (measure === 'loss' ? value.toFixed(3) : formatShare(value));
  return (
    <div role="img" aria-label={`Training curve. ${describeLoss(points)}`}>
      <LineChart
        h={260}
        data={data}
        dataKey="step"
        withLegend
        legendProps={{ verticalAlign: 'bottom', height: 36 }}
        curveType="linear"
        connectNulls
        withDots={data.length <= fewPoints}
        dotProps={{ r: 2.5 }}
        strokeWidth={2}
        valueFormatter={format}
        series={drawn}
        lineProps={{ isAnimationActive: false }}
        lineChartProps={{ accessibilityLayer: false }}
        referenceLines={checkpoints.map((step) => ({ x: step, color: 'gray.5', strokeDasharray: '3 4' }))}
        xAxisProps={{ type: 'number', domain: ['dataMin', 'dataMax'], tickCount: 6, allowDecimals: false }}
        yAxisProps={{
          width: 46,
          domain: ['auto', 'auto'],
          tickFormatter: (value: number) => (measure === 'loss' ? value.toFixed(1) : formatShare(value)),
        }}
        tooltipProps={{ labelFormatter: (step) => `Step ${String(step)}` }}
      />
    </div>
  );
});

function isKnown(point: LossPoint, name: string): boolean {
  return Object.entries(point).some(([key, value]) => key === name && value !== null);
}
