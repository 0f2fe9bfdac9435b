import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Name } from './page/name.tsx';

/**
 * What stands in a dashboard where no overview can be shown, and why. No styles: CloudWatch's own fit its theme.
 *
 * @param lines whole sentences; they may hold what strangers wrote
 */
export function noticeHtml({ title, lines }: { readonly title: string; readonly lines: readonly string[] }): string {
  return renderToString(
    <div role="alert">
      <h3>{title}</h3>
      {lines.map((line) => (
        <p>
          <Name text={line} />
        </p>
      ))}
    </div>,
  );
}

/** An org that somebody can choose in a dashboard. */
export interface OrgChoice {
  /** ARN of the function that draws overviews. */
  readonly functionArn: string;
  readonly orgs: readonly string[];
  /** The one that is shown; undefined where none is. */
  readonly chosen?: string | undefined;
}

/**
 * A button for each org: CloudWatch calls the function with what is inside the action that follows a link, and shows the
 * answer in the widget's place.
 */
export function orgChoiceHtml({ functionArn, orgs, chosen }: OrgChoice): string {
  return renderToString(
    <div>
      {orgs.map((org) => (
        <>
          {h('a', { class: 'btn', style: org === chosen ? CHOSEN : BUTTON }, <Name text={org} />)}
          {h('cwdb-action', { action: 'call', endpoint: functionArn, display: 'widget' }, JSON.stringify({ org }))}
        </>
      ))}
    </div>,
  );
}

/** Of their own: an overview beside them does without CloudWatch's styles. */
const BUTTON = 'display:inline-block;margin:0 12px 8px 0;cursor:pointer;text-decoration:underline';
const CHOSEN = `${BUTTON};font-weight:bold`;
