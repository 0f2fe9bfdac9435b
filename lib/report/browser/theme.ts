/** Told to the window when colours changed. */
export const THEME_EVENT = 'report-theme';
const KEY = 'oauth-guardian-theme';

/** As somebody chose it the last time, else as the system has it. */
export function followTheme(): void {
  const chosen = remembered();
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell);
}

/** From light to dark or back, and remembers it. */
export function toggleTheme(): void {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  remember(theme);
  tell();
}

/** True if the page is dark now, by choice or as the system has it. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

function tell(): void {
  dispatchEvent(new Event(THEME_EVENT));
}

/** A page from a file may have no memory: then the choice holds while it is open. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Nothing to remember it in: see above.
  }
}
