import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ReportFacts } from '../../../lib/domain/report.ts';
import { pageScript } from '../../../lib/page-bundle.ts';
import { reportHtml } from '../../../lib/report/index.ts';
import { launchChromium } from '../../support/chromium.ts';

interface OpenOptions extends BrowserContextOptions {
  /** As a browser from before 2023, which cannot inflate. */
  readonly isOld?: boolean;
}

/** A report as a file on this disk, opened in a real browser that has no network. */
export class ReportFile {
  readonly #browser: Browser;
  readonly #folder: string;
  readonly #url: string;
  /** Everything that no report may do: requests to anything but itself, errors, and words on the console. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser;
    this.#folder = folder;
    this.#url = pathToFileURL(join(folder, 'report.html')).href;
  }

  static async of(facts: ReportFacts): Promise<ReportFile> {
    const folder = await mkdtemp(join(tmpdir(), 'report-'));
    await writeFile(join(folder, 'report.html'), reportHtml(facts, { script: await pageScript(), timeZone: 'UTC' }));
    return new ReportFile(await launchChromium(), folder);
  }

  /** Opens it at an address such as `#/findings`, and waits until the page has taken over. */
  async open(hash = '', { isOld = false, ...options }: OpenOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({ timezoneId: 'Europe/Berlin', ...options });
    if (isOld) await context.addInitScript('delete globalThis.DecompressionStream');
    const page = await context.newPage();
    page.on('console', (message) => this.complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => this.complaints.push(`error: ${error.message}`));
    await page.route('**/*', async (route) => {
      const url = route.request().url();
      if (url.split('#')[0] === this.#url) return route.continue();
      this.complaints.push(`request: ${url}`);
      return route.abort();
    });
    await page.goto(`${this.#url}${hash}`);
    if (options.javaScriptEnabled !== false && !isOld) await page.waitForSelector('.sections');
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true });
  }
}

/** Waits until the drawings are there: they come after the words. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForSelector('.chart-place svg path', { state: 'attached' });
}

/** True if the page itself is wider than the window: somebody would have to scroll sideways. */
export async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
