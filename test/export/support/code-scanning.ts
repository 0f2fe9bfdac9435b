import { gzipSync } from 'node:zlib';
import type { Log, Result, Run } from 'sarif';

/**
 * The rules by which GitHub's code scanning takes SARIF and shows it.
 * Source: GitHub Docs, "SARIF support for code scanning" (supported properties, limits) and "SARIF results exceed one or
 * more limits". Answers what it would refuse, drop or show badly.
 */
export function codeScanningProblems(log: Log): string[] {
  const problems = log.runs.flatMap(runProblems);
  if (log.version !== '2.1.0') problems.push(`version ${log.version}`);
  if (log.runs.length > 20) problems.push(`${log.runs.length} runs: at most 20`);
  const compressed = gzipSync(JSON.stringify(log)).length;
  if (compressed > 10_000_000) problems.push(`${compressed} bytes: at most 10 MB when compressed`);
  return problems;
}

function runProblems({ tool, results = [], automationDetails }: Run): string[] {
  const { name, rules = [] } = tool.driver;
  const ids = rules.map(({ id }) => id);
  return [
    ...(name === '' ? ['the tool has no name'] : []),
    ...(results.length > 25_000 ? [`${results.length} results: at most 25,000`] : []),
    ...(rules.length > 25_000 ? [`${rules.length} rules: at most 25,000`] : []),
    ...(new Set(ids).size < ids.length ? ['two rules have one id'] : []),
    ...(automationDetails?.id?.includes('/') === false ? ['no category in automationDetails.id'] : []),
    ...rules.flatMap(ruleProblems),
    ...results.flatMap((result, index) => resultProblems(result, ids).map((problem) => `result ${index}: ${problem}`)),
  ];
}

function ruleProblems(rule: NonNullable<Run['tool']['driver']['rules']>[number]): string[] {
  const { id, name = '', shortDescription, fullDescription, help, helpUri, defaultConfiguration, properties } = rule;
  const weight: unknown = properties?.['security-severity'];
  const problems = [
    id === '' && 'no id',
    name.length > 255 && 'a name of more than 255 characters',
    !within(shortDescription?.text, 1024) && 'no short description, or one of more than 1,024 characters',
    !within(fullDescription?.text, 1024) && 'no full description, or one of more than 1,024 characters',
    !help?.text && 'no help',
    helpUri !== undefined && !URL.canParse(helpUri) && 'a help address that is none',
    !isLevel(defaultConfiguration?.level) && 'no level',
    (properties?.tags?.length ?? 0) > 20 && 'more than 20 tags',
    weight !== undefined &&
      !(typeof weight === 'string' && Number(weight) > 0 && Number(weight) <= 10) &&
      'a weight that is none',
  ];
  return problems.filter((problem) => problem !== false).map((problem) => `rule ${id}: ${problem}`);
}

function resultProblems(result: Result, rules: readonly string[]): string[] {
  const { ruleId, ruleIndex, message, level, locations = [], partialFingerprints } = result;
  const [location] = locations;
  const { artifactLocation, region } = location?.physicalLocation ?? {};
  const uri = artifactLocation?.uri ?? '';
  const problems = [
    (ruleId === undefined || rules[ruleIndex ?? -1] !== ruleId) && 'its rule is not where it points',
    !message.text && 'no message',
    /\[[^\]]*\]\(/.test(message.text ?? '') && 'a link in the message',
    !isLevel(level) && 'no level',
    (locations.length < 1 || locations.length > 1000) && `${locations.length} locations`,
    uri === '' && 'no file',
    (uri.startsWith('/') || uri.includes('\\') || uri.split('/').includes('..')) && `no address below a root: ${uri}`,
    !/^[a-z]+:/.test(uri) && artifactLocation?.uriBaseId === undefined && 'a relative address without its root',
    !((region?.startLine ?? 0) >= 1) && 'no line',
    region?.startColumn !== undefined && region.startColumn < 1 && 'no column',
    !partialFingerprints?.primaryLocationLineHash && 'no fingerprint that GitHub goes by',
  ];
  return problems.filter((problem) => problem !== false);
}

function within(text: string | undefined, most: number): boolean {
  return text !== undefined && text !== '' && text.length <= most;
}

function isLevel(level: string | undefined): boolean {
  return ['none', 'note', 'warning', 'error'].includes(level ?? '');
}
