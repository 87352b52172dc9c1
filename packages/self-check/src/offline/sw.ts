declare const self: ServiceWorkerGlobalScope;

/** Put in by the build: all files of the page, and a name that changes with any of them. */
declare const PAGE_FILES: readonly string[];
declare const PAGE_VERSION: string;

/**
 * Keeps the whole page for use without a network. The page itself is asked for anew whenever there is a network, so
 * that nobody goes on with outdated rules; files whose names hold their hash never change and come from the store.
 */
const STORE = `self-check-${PAGE_VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(STORE)
      .then((store) => store.addAll([...PAGE_FILES]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('self-check-') && name !== STORE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.includes('/v1/')) return;
  event.respondWith(request.mode === 'navigate' ? pageFirstFromNetwork(request) : fileFromStore(request));
});

async function pageFirstFromNetwork(request: Request): Promise<Response> {
  const kept = await caches.match('./', { cacheName: STORE });
  try {
    const fresh = await fetch(request);
    return fresh.ok || kept === undefined ? fresh : kept;
  } catch (error) {
    if (kept === undefined) throw error;
    return kept;
  }
}

async function fileFromStore(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: STORE })) ?? fetch(request);
}
