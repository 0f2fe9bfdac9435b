import { firstDayShown } from '../../view/days-shown.ts';
import { short, whole } from '../../view/numbers.ts';
import { axisLines, axisText, type Drawing, type DrawingInput, tip, zoom } from './drawing.ts';

/** Requests of one client by day; an unknown day is a gap. */
export function clientRequestsDrawing(input: DrawingInput, of: string | undefined): Drawing {
  const { facts, palette } = input;
  const { days } = facts.quota;
  const requests = facts.clients.find(({ id }) => id === of)?.requests ?? [];
  return {
    grid: { left: 8, right: 16, top: 12, bottom: 44, containLabel: true },
    tooltip: {
      ...tip(input),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (count) => whole(typeof count === 'number' ? count : null),
    },
    dataZoom: zoom(input, { startValue: firstDayShown([requests], days.length) }),
    xAxis: { type: 'category', data: [...days], ...axisLines(input), axisLabel: axisText(input) },
    yAxis: {
      type: 'value',
      ...axisLines(input),
      axisLabel: { ...axisText(input), formatter: (count: number) => short(count) },
    },
    series: [
      {
        type: 'bar',
        name: 'Requests',
        barCategoryGap: '15%',
        itemStyle: { color: palette.accent },
        data: requests.map((count) => count ?? '-'),
      },
    ],
  };
}
