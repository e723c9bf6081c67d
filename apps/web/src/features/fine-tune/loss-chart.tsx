import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { memo, useMemo } from 'react';
import { formatShare } from '../../app/format.ts';
import { describeLoss, type LossPoint } from './loss-points.ts';
import { smooth } from './smooth.ts';

/** What is drawn: the loss, or the share of tokens that the model foretells. */
export type Measure = 'loss' | 'accuracy';

/** The trend of a longer curve is drawn over its noise. */
const noisyFrom = 25;
const trendWeight = 0.85;
const fewPoints = 30;

const valuesOf = {
  loss: (point: LossPoint) => ({ training: point.trainLoss, validation: point.validLoss }),
  accuracy: (point: LossPoint) => ({ training: point.trainAccuracy, validation: point.validAccuracy }),
};

type LossChartProps = {
  points: readonly LossPoint[];
  measure: Measure;
  /** Steps at which the model was kept. */
  checkpoints: readonly number[];
};

/** The curve of a training over its steps, of training and validation. */
export const LossChart = memo(function LossChart({ points, measure, checkpoints }: LossChartProps) {
  const { data, series } = useMemo(() => curvesOf(points, measure), [points, measure]);
  const format = (value: number) => (measure === 'loss' ? value.toFixed(3) : formatShare(value));
  return (
    <div role="img" aria-label={`Training curve. ${describeLoss(points)}`}>
      <LineChart
        h={290}
        data={data}
        dataKey="step"
        withLegend
        legendProps={{ verticalAlign: 'bottom', height: 36 }}
        curveType="linear"
        connectNulls
        withDots={data.length <= fewPoints}
        dotProps={{ r: 2.5 }}
        valueFormatter={format}
        series={series}
        lineProps={({ name }) => ({
          isAnimationActive: false,
          ...(name === 'raw' ? { strokeOpacity: 0.7, strokeWidth: 1.2 } : { strokeWidth: 2.2 }),
        })}
        lineChartProps={{ accessibilityLayer: false }}
        referenceLines={checkpoints.map((step) => ({ x: step, color: 'gray.5', strokeDasharray: '3 4' }))}
        xAxisProps={{ type: 'number', domain: ['dataMin', 'dataMax'], tickCount: 6, allowDecimals: false }}
        yAxisProps={{
          width: 46,
          domain: ['auto', 'auto'],
          tickFormatter: (value: number) => (measure === 'loss' ? value.toFixed(2) : formatShare(value)),
        }}
        tooltipProps={{ labelFormatter: (step) => `Step ${String(step)}` }}
      />
    </div>
  );
});

/** Points with the values of each line, and the lines that have any. */
function curvesOf(points: readonly LossPoint[], measure: Measure) {
  const values = points.map(valuesOf[measure]);
  const training = values.map((value) => value.training);
  const isNoisy = points.length >= noisyFrom;
  const trend = isNoisy ? smooth(training, trendWeight) : training;
  const data = points.map(({ step }, index) => ({
    step,
    raw: isNoisy ? training[index] : null,
    training: trend[index],
    validation: values[index]?.validation,
  }));
  const series = [
    ...(isNoisy ? [{ name: 'raw', label: 'Each step', color: 'footlight.3' }] : []),
    { name: 'training', label: 'Training', color: 'footlight.5' },
    ...(values.some(({ validation }) => validation !== null)
      ? [{ name: 'validation', label: 'Validation', color: 'blue.5' }]
      : []),
  ];
  return { data, series };
}
