import { SERIES_SHOWN } from '../../page/quota.tsx';
import { firstDayShown } from '../../view/days-shown.ts';
import { short, whole } from '../../view/numbers.ts';
import { vendorSeries } from '../../view/vendor-series.ts';
import { axisLines, axisText, type Drawing, type DrawingInput, drawnName, legend, tip, zoom } from './drawing.ts';

/** Requests a day, vendors on top of each other; an unknown day is a gap. */
export function requestsDrawing(input: DrawingInput): Drawing {
  const { facts, palette, width } = input;
  const { days } = facts.quota;
  const series = vendorSeries(facts, SERIES_SHOWN);
  return {
    grid: { left: 8, right: 16, top: width < 560 ? 92 : 56, bottom: 44, containLabel: true },
    legend: legend(input),
    tooltip: {
      ...tip(input),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      order: 'valueDesc',
      valueFormatter: (count) => whole(typeof count === 'number' ? count : null),
    },
    dataZoom: zoom(input, {
      startValue: firstDayShown(
        series.map(({ requests }) => requests),
        days.length,
      ),
    }),
    xAxis: { type: 'category', data: [...days], ...axisLines(input), axisLabel: axisText(input) },
    yAxis: {
      type: 'value',
      ...axisLines(input),
      axisLabel: { ...axisText(input), formatter: (count: number) => short(count) },
    },
    series: series.map(({ name, requests }, index) => ({
      type: 'bar',
      stack: 'all',
      name: drawnName(name, 28),
      barCategoryGap: '15%',
      itemStyle: { color: palette.series[index] ?? palette.quiet },
      data: requests.map((count) => count ?? '-'),
    })),
  };
}
