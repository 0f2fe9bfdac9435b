import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type {
  DataZoomComponentOption,
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { ReportFacts } from '../../../domain/report.ts';
import type { Route } from '../../view/route.ts';
import { shortened } from '../../view/visible.ts';
import type { Palette } from './palette.ts';

export type Drawing = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | DataZoomComponentOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
>;

/** What a drawing is made of. */
export interface DrawingInput {
  readonly facts: ReportFacts;
  readonly route: Route;
  readonly palette: Palette;
  /** Pixels. */
  readonly width: number;
}

/** A name in a drawing: braces and bars would be taken for the library's own marks. */
export function drawnName(name: string, characters: number): string {
  return shortened(name, characters).replace(/[{|}]/g, '¦');
}

/** A tip that is drawn as text within the picture: nothing of it can become markup. */
export function tip({ palette }: DrawingInput): TooltipComponentOption {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: palette.sheet,
    borderColor: palette.line,
    padding: 10,
    textStyle: { color: palette.ink, fontSize: 12, lineHeight: 17, fontFamily: FONT },
  };
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** The text of an axis. */
export function axisText({ palette }: DrawingInput) {
  return { color: palette.quiet, fontSize: 12, fontFamily: FONT } as const;
}

/** The lines of an axis, without ticks. */
export function axisLines({ palette }: DrawingInput) {
  return {
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.line } },
  } as const;
}

/** Names of the series, above the drawing; a click hides one. */
export function legend(input: DrawingInput): LegendComponentOption {
  return {
    type: 'plain',
    top: 0,
    left: 0,
    icon: 'roundRect',
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 14,
    textStyle: { ...axisText(input), color: input.palette.ink },
    inactiveColor: input.palette.line,
  };
}

/** What is shown at first: from a share of the axis in percent, or from one of its values. */
type ZoomBegin = { readonly start: number } | { readonly startValue: number };

/** A slider below, and zooming with the wheel while Ctrl is held: without it the wheel moves the page. */
export function zoom({ palette }: DrawingInput, begin: ZoomBegin): DataZoomComponentOption[] {
  return [
    { type: 'inside', zoomOnMouseWheel: 'ctrl', preventDefaultMouseMove: false, ...begin, end: 100 },
    {
      type: 'slider',
      height: 22,
      bottom: 4,
      ...begin,
      end: 100,
      brushSelect: false,
      borderColor: palette.line,
      fillerColor: `${palette.accent}26`,
      handleStyle: { color: palette.sheet, borderColor: palette.quiet },
      moveHandleStyle: { color: palette.quiet },
      dataBackground: { lineStyle: { color: palette.line }, areaStyle: { color: palette.line } },
      selectedDataBackground: { lineStyle: { color: palette.quiet }, areaStyle: { color: palette.line } },
      textStyle: { color: palette.quiet, fontSize: 11, fontFamily: FONT },
    },
  ];
}
