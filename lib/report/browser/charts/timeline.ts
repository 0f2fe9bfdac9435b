import type { ReportEvent, ReportFacts } from '../../../domain/report.ts';
import { SEVERITIES } from '../../../domain/severity.ts';
import { HOUR_MS } from '../../../domain/usage/calendar.ts';
import { eventsFor, lanesOf } from '../../view/events.ts';
import { localTime } from '../../view/time.ts';
import { eventWord, SEVERITY_TITLES } from '../../view/words.ts';
import { axisLines, axisText, type Drawing, type DrawingInput, drawnName, legend, tip, zoom } from './drawing.ts';

const LANES = 14;

/** Events by time, a lane for each vendor. Full: opened; hollow: ended; a diamond: somebody decided. */
export function timelineDrawing(input: DrawingInput): Drawing {
  const { facts, route, palette, width } = input;
  const lanes = lanesOf(eventsFor(facts.events, route.query), LANES);
  const points = lanes.flatMap(({ events }, lane) => events.map((event) => ({ event, lane })));
  const isNarrow = width < 560;
  return {
    grid: { left: 8, right: 16, top: 36, bottom: 44, containLabel: true },
    legend: legend(input),
    tooltip: { ...tip(input), trigger: 'item', formatter: (point) => tipOf(point) },
    dataZoom: zoom(input, { startValue: begin(facts) }).map((one) => ({ ...one, showDataShadow: false })),
    xAxis: {
      type: 'time',
      min: facts.since,
      max: facts.until,
      ...axisLines(input),
      axisLabel: { ...axisText(input), hideOverlap: true, formatter: { ...TIME_FORMS } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lanes.map(({ name }) => drawnName(name, isNarrow ? 14 : 26)),
      ...axisLines(input),
      splitLine: { show: true, lineStyle: { color: palette.line } },
      axisLabel: { ...axisText(input), color: palette.ink },
    },
    series: SEVERITIES.map((severity) => ({
      type: 'scatter',
      name: SEVERITY_TITLES[severity],
      symbolSize: 9,
      itemStyle: { color: palette.severity[severity], opacity: 0.85 },
      data: points
        .filter(({ event }) => event.severity === severity)
        .map(({ event, lane }) => ({
          value: [event.at, lane],
          symbol: SYMBOLS[event.to],
          client: event.client.id,
          words: wordsOf(event),
        })),
    })),
  };
}

/** By the size of the step: a number alone would not say of which month it is. */
const TIME_FORMS = { year: '{yyyy}', month: '{MMM} {yyyy}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' };

/** A little before the first event: a range may begin long before anything happened. */
function begin({ events, since, until }: ReportFacts): number {
  const first = Math.min(...events.map(({ at }) => Date.parse(at)));
  const margin = (Date.parse(until) - first) / 20 + HOUR_MS;
  return Math.max(Date.parse(since), first - margin);
}

const SYMBOLS = { open: 'circle', resolved: 'emptyCircle', acknowledged: 'diamond', waived: 'diamond' } as const;

function wordsOf(event: ReportEvent): string {
  const { at, title, client, vendor } = event;
  const who = [client.id === '-' ? 'the org' : client.name, vendor].filter((name) => name !== null);
  return [
    `${localTime(at)}: ${eventWord(event)}`,
    drawnName(title, 90),
    who.map((name) => drawnName(name, 50)).join(' · '),
  ].join('\n');
}

function tipOf(point: unknown): string {
  const data = typeof point === 'object' && point !== null && 'data' in point ? point.data : null;
  return typeof data === 'object' && data !== null && 'words' in data ? String(data.words) : '';
}
