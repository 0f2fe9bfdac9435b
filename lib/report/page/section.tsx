import type { ReportFacts } from '../../domain/report.ts';
import type { Route } from '../view/route.ts';
import { FindingsSection } from './findings.tsx';
import { OverviewSection } from './overview.tsx';

export interface SectionProps {
  readonly facts: ReportFacts;
  readonly route: Route;
}

/** What stands below a section's heading. */
export function SectionBody({ facts, route }: SectionProps) {
  switch (route.section) {
    case 'overview':
      return <OverviewSection facts={facts} />;
    case 'findings':
      return <FindingsSection facts={facts} route={route} />;
    default:
      return null;
  }
}
