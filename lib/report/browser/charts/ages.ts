import { SEVERITIES } from '../../../domain/severity.ts';
import { ageGroups } from '../../view/ages.ts';
import { SEVERITY_TITLES } from '../../view/words.ts';
import { axisLines, axisText, type Drawing, type DrawingInput, legend, tip } from './drawing.ts';

/** Open findings: a bar for each age, severities on top of each other, the worst at the bottom. */
export function agesDrawing(input: DrawingInput): Drawing {
  const { facts, palette } = input;
  const groups = ageGroups(facts.findings, facts.until);
  return {
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: legend(input),
    tooltip: { ...tip(input), trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: {
      type: 'category',
      data: groups.map(({ title }) => title),
      ...axisLines(input),
      axisLabel: { ...axisText(input), interval: 0, width: input.width / 5 - 12, overflow: 'break' },
    },
    yAxis: { type: 'value', minInterval: 1, ...axisLines(input), axisLabel: axisText(input) },
    series: SEVERITIES.map((severity) => ({
      type: 'bar',
      stack: 'all',
      name: SEVERITY_TITLES[severity],
      barMaxWidth: 64,
      itemStyle: { color: palette.severity[severity] },
      data: groups.map(({ counts }) => counts[severity]),
    })),
  };
}
