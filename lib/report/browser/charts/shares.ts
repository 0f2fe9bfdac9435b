import { SHARES_SHOWN } from '../../page/quota.tsx';
import { percent } from '../../view/numbers.ts';
import { axisLines, axisText, type Drawing, type DrawingInput, drawnName, FONT, tip } from './drawing.ts';

/** A bar for each vendor's share of the hourly quota, and the line above which the guardian alerts. */
export function sharesDrawing(input: DrawingInput): Drawing {
  const { facts, palette, width } = input;
  const { vendors, alertShare } = facts.quota;
  const shown = vendors.slice(0, SHARES_SHOWN);
  const most = Math.max(...shown.map(({ share }) => share ?? 0), alertShare);
  const isNarrow = width < 560;
  return {
    grid: { left: 8, right: 56, top: 28, bottom: 4, containLabel: true },
    tooltip: { ...tip(input), trigger: 'item' },
    xAxis: {
      type: 'value',
      max: Math.ceil(most * 5.2) / 5,
      ...axisLines(input),
      axisLabel: { ...axisText(input), formatter: (share: number) => percent(share), hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: shown.map(({ name }) => drawnName(name, isNarrow ? 14 : 30)),
      ...axisLines(input),
      axisLabel: { ...axisText(input), color: palette.ink },
    },
    series: [
      {
        type: 'bar',
        name: 'Share',
        barMaxWidth: 16,
        data: shown.map(({ share }) => ({
          value: share ?? 0,
          itemStyle: { color: (share ?? 0) > alertShare ? palette.severity.high : palette.accent, borderRadius: 2 },
          label: { formatter: percent(share) },
        })),
        tooltip: { valueFormatter: (share) => percent(typeof share === 'number' ? share : null) },
        label: { show: true, position: 'right', color: palette.ink, fontSize: 12, fontFamily: FONT },
        markLine: {
          symbol: 'none',
          silent: true,
          lineStyle: { color: palette.alert, type: 'dashed', width: 1.5 },
          label: {
            formatter: `alert above ${percent(alertShare)}`,
            color: palette.alert,
            fontSize: 12,
            fontFamily: FONT,
            position: 'start',
          },
          data: [{ xAxis: alertShare }],
        },
      },
    ],
  };
}
