// Comfort on top of pages that work without it: counts, drafts, double submits, shortcuts.
(() => {
  "use strict";
  const $ = (s, el = document) => el.querySelector(s);
  const $$ = (s, el = document) => [...el.querySelectorAll(s)];
  const store = (k, v) => { try { v === null ? localStorage.removeItem(k) : localStorage.setItem(k, v); } catch { /* full or blocked */ } };
  const read = k => { try { return localStorage.getItem(k); } catch { return null; } };
  const words = document.documentElement.lang === "en"
    ? { restored: "Your draft was restored", undo: "Undo", offline: "No signal. What you typed is kept.", copied: "Copied", failed: "That did not work. What you typed is kept: reload the page and try again." }
    : { restored: "Draf Anda dipulihkan", undo: "Urungkan", offline: "Tidak ada sinyal. Isian Anda tetap tersimpan.", copied: "Tersalin", failed: "Gagal. Isian Anda tetap tersimpan: muat ulang halaman, lalu coba lagi." };

  let timer;
  function toast(text, undo) {
    const place = $("[data-toast]"), p = document.createElement("p"), span = document.createElement("span");
    if (!place) return;
    span.textContent = text; p.append(span);
    if (undo) {
      const b = document.createElement("button");
      b.type = "button"; b.textContent = words.undo;
      b.onclick = () => { clearTimeout(timer); place.replaceChildren(); undo(); };
      p.append(b);
    }
    place.replaceChildren(p);
    clearTimeout(timer);
    timer = setTimeout(() => place.replaceChildren(), 6000);
  }

  // Each network counts in its own way, so the server counts: when one stops typing for a moment.
  let counting, turn = 0;
  function count(form) {
    if (!$("[data-count]", form)) return;
    clearTimeout(counting);
    counting = setTimeout(() => measure(form), 400);
  }
  async function measure(form) {
    const base = $("[data-base]", form), places = $$("[data-count]", form), texts = [], mine = ++turn;
    const ask = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    for (const el of places) {
      const own = form.elements[el.dataset.own], wanted = form.elements[(el.dataset.own || "").replace("own", "wanted")];
      const other = form.elements[`translation-${wanted && wanted.value}`];
      const text = [own, other, base].map(one => one ? one.value : "").find(one => one.trim()) || "";
      if (!texts.includes(text)) texts.push(text);
      ask.append("of", `${texts.indexOf(text)} ${el.dataset.count}`);
    }
    for (const text of texts) ask.append("text", text);
    try {
      const answer = await fetch("/kerja/hitung/", { method: "POST", body: ask, redirect: "error" });
      const { lengths } = await answer.json();
      if (mine === turn) places.forEach((el, i) => show(el, lengths[i]));
    } catch { /* no signal, or signed out: it is counted again when it is sent */ }
  }
  function show(el, n) {
    const meter = $("meter", el), out = $("output", el), limit = +el.dataset.limit;
    if (n === null) return;
    if (meter) meter.value = n;
    if (out) out.textContent = `${n}/${limit}`;
    el.classList.toggle("over", n > limit);
  }

  // Drafts stay on this device, each person's apart, until the server says by the cookie `sent` that
  // it took the form, for two weeks at most, and until one signs out.
  const files = `files:${document.body.dataset.user}`, mine = `draft:${document.body.dataset.user}:`, days = 864e5, key = f => mine + f.dataset.draft;
  const texts = f => $$("textarea[name], input[type=text][name], select[name], input[name=key], input[name=copy]", f), boxes = f => $$("input[type=checkbox][name]", f);
  function restore(f) {
    const kept = read(key(f));
    if (!kept) return;
    const before = texts(f).map(t => t.value), { texts: values, on } = JSON.parse(kept);
    let changed = false;
    if (on) for (const b of boxes(f)) b.checked = on.includes(b.name + b.value);
    for (const t of texts(f)) if (values[t.name] && values[t.name] !== t.value) { t.value = values[t.name]; changed = true; }
    if (changed) { count(f); f.dataset.restored = "1"; }
    if (changed) toast(words.restored, () => { texts(f).forEach((t, i) => { t.value = before[i]; }); store(key(f), null); count(f); });
  }
  addEventListener("input", e => {
    const f = e.target.form;
    if (!f) return;
    count(f);
    if (f.dataset.draft) store(key(f), JSON.stringify({ at: Date.now(), texts: Object.fromEntries(texts(f).map(t => [t.name, t.value])), on: boxes(f).filter(b => b.checked).map(b => b.name + b.value) }));
  });
  // A text that was mended in place is a new text: counted, and kept as if it had been typed.
  addEventListener("htmx:oobAfterSwap", e => { if (e.target.form && e.target.type !== "hidden") e.target.dispatchEvent(new Event("input", { bubbles: true })); });
  // Before anybody else hears of it: a form is sent once, and not without a signal.
  addEventListener("submit", e => {
    const f = e.target;
    if (f.method !== "post") return;
    if (f.dataset.sent || !navigator.onLine) {
      e.preventDefault(); e.stopPropagation();
      if (!f.dataset.sent) toast(words.offline);
      return;
    }
    f.dataset.sent = "1";
    for (const b of $$("button:not([type=button])", f)) b.setAttribute("aria-busy", "true");
    if (f.dataset.draft) named(f).value = f.dataset.draft;
    if (f.action.endsWith("/keluar/")) { sweep(() => true); store(files, null); try { indexedDB.deleteDatabase(files); } catch { /* blocked */ } }
  }, true);
  function named(f) {
    const there = f.elements.draft, input = there || document.createElement("input");
    if (!there) { input.type = "hidden"; input.name = "draft"; f.append(input); }
    return input;
  }
  function sweep(old, whose = mine) {
    for (const k of Object.keys(localStorage).filter(k => k.startsWith(whose))) if (old(read(k))) store(k, null);
  }
  function taken() {
    const sent = /(?:^|; )sent=([\w-]+)/.exec(document.cookie);
    if (!sent) return;
    store(mine + sent[1], null);
    document.cookie = "sent=; path=/; max-age=0; samesite=lax";
  }
  const release = f => { delete f.dataset.sent; $$("[aria-busy]", f).forEach(b => b.removeAttribute("aria-busy")); };
  addEventListener("pageshow", () => $$("form[data-sent]").forEach(release));

  // Choosing all offices' accounts at once, copying, leaving: small helps named in the markup.
  addEventListener("click", e => {
    if (e.target.closest("[data-palette]") && !e.ctrlKey && !e.metaKey) { e.preventDefault(); more("palette"); }
    const copy = e.target.closest("[data-copy]");
    if (copy) navigator.clipboard.writeText($(copy.dataset.copy).textContent.trim()).then(() => toast(words.copied));
    const give = e.target.closest("[data-share]");
    if (give) share($(give.dataset.share).textContent.trim(), $$("[data-file]"));
  });

  // Hand text and files to the network's own app, where the phone can.
  async function share(text, links) {
    const files = await Promise.all(links.map(async a => {
      const blob = await (await fetch(a.href)).blob();
      return new File([blob], a.download, { type: blob.type });
    }));
    const all = { text, files };
    try { await navigator.share(files.length && navigator.canShare(all) ? all : { text }); } catch { /* the person thought better of it */ }
  }

  // Shortcuts, switched off in the settings by a cookie (WCAG 2.1.4).
  const more = name => import(document.body.dataset.keys).then(keys => keys[name](), () => location.assign("/kerja/ke/"));
  const typing = "textarea, select, input:not([type=checkbox], [type=radio])";
  function walk(row) {
    const there = row.matches("a") ? row : $("a, button, summary", row) || row;
    if (there === row) row.tabIndex = -1;
    there.focus();
  }
  function unfold(el) {
    const folded = el.closest("details");
    if (folded) folded.open = true;
  }
  addEventListener("keydown", e => {
    if (e.ctrlKey && e.key === "Enter" && e.target.form) { e.target.form.requestSubmit(); return; }
    if ((e.ctrlKey || e.metaKey) && e.key === "k") { e.preventDefault(); more("palette"); return; }
    if (e.key === "Escape" && e.target.matches(typing) && !$("dialog[open]")) e.target.blur();
    if (e.ctrlKey || e.altKey || e.metaKey || e.target.matches(typing) || $("dialog[open]")) return;
    if (/(^|; )shortcuts=off/.test(document.cookie)) return;
    const go = { r: "[data-key=reply]", n: "[data-key=note]", s: "[data-key=state]", a: "[data-key=assign]", e: "[data-key=done]", E: "[data-key=next]", "/": "input[type=search]" }[e.key];
    const el = go && $(go), digit = /^[0-9]$/.test(e.key) && $(`[data-digit="${e.key}"]`);
    if (digit) { e.preventDefault(); digit.click(); return; }
    if (el) { e.preventDefault(); el.matches("form") ? el.requestSubmit() : el.matches("button") ? el.click() : (unfold(el), el.focus()); return; }
    if (e.key === "/") { e.preventDefault(); more("palette"); return; }
    if (e.key === "?") { e.preventDefault(); more("help"); return; }
    if (e.key === "x") { const box = $("input[type=checkbox]", document.activeElement.closest("li.pick") || document.createElement("i")); if (box) box.click(); return; }
    if (e.key === "j" || e.key === "k") {
      const rows = $$("a.row, li.row, [data-row]", main()), at = rows.findIndex(row => row.contains(document.activeElement));
      const next = rows[at + (e.key === "j" ? 1 : -1)];
      if (next) { e.preventDefault(); walk(next); }
    }
  });

  // What is done whenever the main part of a page is new.
  function ready() {
    taken();
    for (const f of $$("form[data-draft]")) restore(f);
    if (navigator.share) for (const b of $$("[data-share]")) b.hidden = false;
    if (navigator.clipboard) for (const b of $$("[data-copy]")) b.hidden = false;
    for (const a of $$("nav.rail a, nav.bottom a")) {
      const here = a.pathname === location.pathname || (a.pathname !== "/kerja/" && location.pathname.startsWith(a.pathname));
      here ? a.setAttribute("aria-current", "page") : a.removeAttribute("aria-current");
    }
    for (const el of $$("[data-module]")) import(el.dataset.module).then(page => page.start(el, { toast, forget: () => store(key(el), null) }), () => {});
    const errors = $("#errors");
    if (errors) errors.focus();
    return errors;
  }

  // Swaps by htmx (`swap` in the markup). Going back shows the page that was left, from memory and not
  // from the network; nothing of it is stored, and a form that was sent makes it out of date.
  const pages = new Map();
  let here = location.pathname + location.search;
  const main = () => $("#main");
  addEventListener("htmx:beforeHistorySave", () => {
    pages.delete(here);
    pages.set(here, { title: document.title, nodes: [...main().childNodes], y: scrollY });
    if (pages.size > 6) pages.delete(pages.keys().next().value);
  });
  for (const name of ["htmx:pushedIntoHistory", "htmx:replacedInHistory"]) addEventListener(name, e => { [here] = e.detail.path.split("#"); });
  addEventListener("htmx:historyCacheMiss", e => {
    here = location.pathname + location.search;
    const kept = pages.get(here);
    if (!kept) return;
    e.preventDefault();
    document.title = kept.title;
    main().replaceChildren(...kept.nodes);
    htmx.process(main());
    ready();
    scrollTo(0, kept.y);
  });
  addEventListener("htmx:historyRestore", ready);
  let settled;
  addEventListener("htmx:afterSettle", e => {
    if (e.detail.target !== main() || e.detail.xhr === settled) return;  // it is told of every child
    settled = e.detail.xhr;
    if (ready()) return;
    // A form that was sent may lead to a field (`#name`); what was refused is in sight wherever one was.
    const { pathInfo, requestConfig } = e.detail, field = requestConfig.verb !== "get" && document.getElementById(pathInfo.anchor);
    (field || main()).focus({ preventScroll: true });
    const shown = field || $(":scope > [role=alert]", main());
    if (shown) setTimeout(() => shown.scrollIntoView({ block: "center" }));
  });
  addEventListener("htmx:afterRequest", e => {
    const { elt, requestConfig, failed } = e.detail;
    if (requestConfig.verb !== "get") pages.clear();
    if (elt.dataset && elt.dataset.sent) release(elt);
    if (!failed || e.detail.target !== main()) return;
    requestConfig.verb === "get" ? location.assign(requestConfig.path) : toast(words.failed);
  });
  addEventListener("htmx:sendError", e => { if (e.detail.target === main()) toast(words.offline); });

  ready();
  try { sweep(kept => JSON.parse(kept).at < Date.now() - 14 * days, "draft:"); } catch { /* blocked, or not ours */ }
  if ("serviceWorker" in navigator && isSecureContext) navigator.serviceWorker.register("/kerja/sw.js", { scope: "/kerja/" }).catch(() => {});
})();
