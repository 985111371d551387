// Keeps only hashed files and the offline page. Never a private page: phones and PCs are shared.
const STORE = "sinergi-1", OFFLINE = "/luring/";
addEventListener("install", e => { e.waitUntil(caches.open(STORE).then(c => c.add(OFFLINE)).then(() => self.skipWaiting())); });
addEventListener("activate", e => { e.waitUntil(clients.claim()); });
addEventListener("fetch", e => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== location.origin) return;
  if (/\/static\/.*\.[0-9a-f]{12}\./.test(url.pathname)) {
    e.respondWith(caches.open(STORE).then(async c => (await c.match(e.request)) || fetch(e.request).then(r => { if (r.ok) c.put(e.request, r.clone()); return r; })));
  } else if (e.request.mode === "navigate") {
    e.respondWith(fetch(e.request).catch(() => caches.match(OFFLINE)));
  }
});
