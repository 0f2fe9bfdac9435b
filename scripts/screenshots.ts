/**
 * Draws docs/screenshots: `npx tsx scripts/screenshots.ts`. The story of `npm start` as its report shows it; timeline and
 * matrix of a made-up org of 40 clients, for the story is too short to fill them. Look at each picture afterwards.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { pageScript } from '../lib/page-bundle.ts';
import { reportHtml } from '../lib/report/index.ts';
import { sampleFacts } from '../test/report/sample-facts.ts';
import { launchChromium } from '../test/support/chromium.ts';

interface Picture {
  readonly name: string;
  readonly of: 'story' | 'sample';
  readonly hash: string;
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
  /** What is chosen before the picture is taken. */
  readonly click?: string;
}

const PICTURES: readonly Picture[] = [
  { name: 'overview', of: 'story', hash: '#/overview', height: 1016 },
  { name: 'overview-dark', of: 'story', hash: '#/overview', height: 1016, isDark: true },
  { name: 'timeline', of: 'sample', hash: '#/timeline', height: 980 },
  { name: 'scopes', of: 'sample', hash: '#/matrix', height: 860 },
  { name: 'quota', of: 'story', hash: '#/quota', height: 1826 },
  { name: 'client', of: 'story', hash: '#/clients', height: 1560, click: 'a:has-text("Lumen Wallboard")' },
  { name: 'phone', of: 'story', hash: '#/overview', width: 390, height: 844 },
];

const repository = fileURLToPath(new URL('..', import.meta.url));
const pictures = join(repository, 'docs/screenshots');
const run = promisify(execFile);

const folder = await mkdtemp(join(tmpdir(), 'screenshots-'));
const browser = await launchChromium();
try {
  await mkdir(pictures, { recursive: true });
  const files = { story: join(folder, 'story.html'), sample: join(folder, 'sample.html') };
  await writeStory(files.story);
  const facts = sampleFacts({ clients: 40, days: 120, findings: 90 });
  await writeFile(files.sample, reportHtml(facts, { script: await pageScript() }));
  for (const picture of PICTURES) await draw(browser, picture, files[picture.of]);
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

async function writeStory(file: string): Promise<void> {
  const env = { ...process.env, GUARDIAN_HOME: join(folder, 'home') };
  const guardian = join(repository, 'bin/guardian.mjs');
  await run(process.execPath, [guardian, 'start', '--quiet'], { env, cwd: folder });
  await run(process.execPath, [guardian, 'report', '--out', file], { env, cwd: folder });
}

async function draw(from: Browser, picture: Picture, file: string): Promise<void> {
  const { name, hash, width = 1280, height = 900, isDark = false, click } = picture;
  const page = await from.newPage({
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    timezoneId: 'Europe/Berlin',
  });
  // A made-up report has a made-up time: it should not call itself old.
  if (picture.of === 'sample') await page.clock.setFixedTime('2026-11-23T08:35:00.000Z');
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  await page.waitForSelector('.sections');
  if (click !== undefined) await page.locator('tbody td.main').locator(click).first().click();
  if (picture.hash !== '#/matrix') await page.waitForSelector('.chart-place svg', { state: 'attached' });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.close();
}
