import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where systems put it. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium without a window and without a life of its own: nothing of it asks the network. Each launch has a fresh
 * profile.
 *
 * @throws Error that says how to get one, where there is none
 */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

function chromiumPath(): string {
  const { CHROMIUM_PATH } = process.env;
  const path = CHROMIUM_PATH ?? USUAL_PLACES.find((place) => existsSync(place));
  if (path !== undefined && existsSync(path)) return path;
  throw new Error(
    `no Chromium ${CHROMIUM_PATH === undefined ? 'was found in the usual places' : `at CHROMIUM_PATH=${CHROMIUM_PATH}`}. ` +
      'Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.',
  );
}
