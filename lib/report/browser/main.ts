import { h, render } from 'preact';
import { FACTS_ID, ROOT_ID } from '../ids.ts';
import { LivePage } from '../page/live-page.tsx';
import { routeOf } from './state.ts';
import { unpackFacts } from './unpack.ts';

const root = document.getElementById(ROOT_ID);
const island = document.getElementById(FACTS_ID);
// What was sent with the page is shown before anything is computed.
requestAnimationFrame(() => setTimeout(start));

async function start(): Promise<void> {
  if (!root || !island?.textContent) return;
  const facts = await unpackFacts(JSON.parse(island.textContent));
  const draw = () => {
    const route = routeOf(location.hash, facts);
    render(h(LivePage, { facts, route, clock: { now: facts.until } }), root);
  };
  root.replaceChildren();
  addEventListener('hashchange', draw);
  draw();
}
