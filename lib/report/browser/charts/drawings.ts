import type { ChartName } from '../../page/chart-place.tsx';
import { agesDrawing } from './ages.ts';
import { burnDownDrawing } from './burn-down.ts';
import { clientRequestsDrawing } from './client-requests.ts';
import type { Drawing, DrawingInput } from './drawing.ts';
import { requestsDrawing } from './requests.ts';
import { sharesDrawing } from './shares.ts';
import { timelineDrawing } from './timeline.ts';

const DRAWINGS: Readonly<Record<ChartName, (input: DrawingInput, of: string | undefined) => Drawing>> = {
  ages: agesDrawing,
  timeline: timelineDrawing,
  shares: sharesDrawing,
  requests: requestsDrawing,
  'burn-down': burnDownDrawing,
  'client-requests': clientRequestsDrawing,
};

/** The drawing that a place asks for; null where nobody knows it. */
export function drawingFor({ chart, of }: DOMStringMap, input: DrawingInput): Drawing | null {
  return isName(chart) ? DRAWINGS[chart](input, of) : null;
}

function isName(name: string | undefined): name is ChartName {
  return name !== undefined && name in DRAWINGS;
}
