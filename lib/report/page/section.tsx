import type { ReportFacts } from '../../domain/report.ts';
import type { Route } from '../view/route.ts';
import { ClientSection } from './client.tsx';
import { ClientsSection } from './clients.tsx';
import { DivisionsSection } from './divisions.tsx';
import { FindingsSection } from './findings.tsx';
import { MatrixSection } from './matrix.tsx';
import { OverviewSection } from './overview.tsx';
import { QuotaSection } from './quota.tsx';
import { ResidueSection } from './residue.tsx';
import { TimelineSection } from './timeline.tsx';

interface SectionProps {
  readonly facts: ReportFacts;
  readonly route: Route;
  /** False on paper: then there is nothing to choose. */
  readonly isLive: boolean;
}

/** What stands below a section's heading. */
export function SectionBody(props: SectionProps) {
  const { facts, route } = props;
  switch (route.section) {
    case 'overview':
      return <OverviewSection facts={facts} />;
    case 'findings':
      return <FindingsSection {...props} />;
    case 'timeline':
      return <TimelineSection {...props} />;
    case 'matrix':
      return <MatrixSection {...props} />;
    case 'divisions':
      return <DivisionsSection {...props} />;
    case 'quota':
      return <QuotaSection {...props} />;
    case 'residue':
      return <ResidueSection {...props} />;
    case 'clients':
      return route.id === null ? <ClientsSection {...props} /> : <ClientSection {...props} />;
    default:
      return route.section satisfies never;
  }
}
