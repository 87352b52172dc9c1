import { signal } from '@preact/signals';

/** The places of the page, each with an address of its own, so that "back" does what it says. */
export type Route =
  | { readonly view: 'start' }
  /** The conversation; without a fact, the next question of it. */
  | { readonly view: 'ask'; readonly fact: string | undefined }
  /** One fact out of turn, from the list of all entries and back to it. */
  | { readonly view: 'edit'; readonly fact: string }
  | { readonly view: 'data' }
  | { readonly view: 'result' }
  | { readonly view: 'sheet' };

export function routeOf(hash: string): Route {
  const [, view = '', ...rest] = hash.split('/');
  switch (view) {
    case 'edit':
      return { view, fact: rest.join('/') };
    case 'ask':
      return { view, fact: rest.length === 0 ? undefined : rest.join('/') };
    case 'data':
    case 'result':
    case 'sheet':
      return { view };
    default:
      return { view: 'start' };
  }
}

export const hashOf = (route: Route): string =>
  route.view === 'start'
    ? '#/'
    : 'fact' in route && route.fact !== undefined
      ? `#/${route.view}/${route.fact}`
      : `#/${route.view}`;

export const route = signal<Route>(routeOf(location.hash));

addEventListener('hashchange', () => {
  route.value = routeOf(location.hash);
});

export function go(to: Route): void {
  location.hash = hashOf(to);
}

/** Goes there without a step in the history: "back" must not come back to where nobody chose to be. */
export function goInstead(to: Route): void {
  history.replaceState(null, '', hashOf(to));
  route.value = to;
}

/** One step back; where that would leave the page, which was opened right here, to the place from which this one is reached. */
export function goBack(otherwise: Route): void {
  const navigation: { readonly canGoBack: boolean } | undefined = window.navigation;
  if (navigation?.canGoBack === false) goInstead(otherwise);
  else history.back();
}
