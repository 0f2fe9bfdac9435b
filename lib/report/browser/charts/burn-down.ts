import type { LineSeriesOption } from 'echarts/charts';
import { burnDays } from '../../view/burn-down.ts';
import { short, whole } from '../../view/numbers.ts';
import { axisLines, axisText, type Drawing, type DrawingInput, FONT, legend, tip } from './drawing.ts';

/** The billing month: what was counted, where that leads to with its band, and the allowance as a line. */
export function burnDownDrawing(input: DrawingInput): Drawing {
  const { facts, palette } = input;
  const { monthlyAllowance } = facts.quota;
  const days = burnDays(facts.quota);
  const shared = { type: 'line', symbol: 'none', connectNulls: false } as const;
  const band = { ...shared, stack: 'band', lineStyle: { opacity: 0 }, silent: true } as const;
  return {
    grid: { left: 8, right: 16, top: 40, bottom: 4, containLabel: true },
    legend: { ...legend(input), data: ['Counted', 'Expected', '80 % of the cases'] },
    tooltip: {
      ...tip(input),
      trigger: 'axis',
      formatter: (points) => tipOf(points, days),
    },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: days.map(({ day }) => day),
      ...axisLines(input),
      axisLabel: { ...axisText(input), formatter: (day: string) => String(Number(day.slice(8))) },
    },
    yAxis: {
      type: 'value',
      max: (extent) => Math.max(extent.max, (monthlyAllowance ?? 0) * 1.08),
      ...axisLines(input),
      axisLabel: { ...axisText(input), formatter: (count: number) => short(count) },
    },
    series: [
      { ...band, name: 'low', data: days.map(({ low }) => low) },
      {
        ...band,
        name: '80 % of the cases',
        areaStyle: { color: palette.accent, opacity: 0.18 },
        itemStyle: { color: palette.accent, opacity: 0.3 },
        data: days.map(({ low, high }) => (low === null || high === null ? null : high - low)),
      },
      {
        ...shared,
        name: 'Counted',
        lineStyle: { width: 2.5, color: palette.accent },
        itemStyle: { color: palette.accent },
        data: days.map(({ counted }) => counted),
        ...(monthlyAllowance === null ? {} : { markLine: allowanceLine(monthlyAllowance, input) }),
      },
      {
        ...shared,
        name: 'Expected',
        lineStyle: { width: 2, type: 'dashed', color: palette.quiet },
        itemStyle: { color: palette.quiet },
        data: days.map(({ expected }) => expected),
      },
    ],
  };
}

function allowanceLine(allowance: number, { palette }: DrawingInput): NonNullable<LineSeriesOption['markLine']> {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: palette.alert, type: 'dashed', width: 1.5 },
    label: {
      formatter: `allowance ${short(allowance)}`,
      color: palette.alert,
      position: 'insideStartTop',
      fontSize: 12,
      fontFamily: FONT,
    },
    data: [{ yAxis: allowance }],
  };
}

function tipOf(points: unknown, days: ReturnType<typeof burnDays>): string {
  const first: unknown = Array.isArray(points) ? points[0] : points;
  const index = typeof first === 'object' && first !== null && 'dataIndex' in first ? Number(first.dataIndex) : -1;
  const day = days[index];
  if (!day) return '';
  return [
    day.day,
    ...(day.counted === null ? [] : [`counted ${whole(day.counted)}`]),
    ...(day.expected === null ? [] : [`expected ${whole(day.expected)}`, `${whole(day.low)} to ${whole(day.high)}`]),
  ].join('\n');
}
