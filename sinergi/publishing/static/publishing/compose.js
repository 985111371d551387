// Beside writing a post: what is typed is kept on the server, pieces are put in where one writes,
// pictures are pasted and dropped. The page works without it.
const $ = (s, el = document) => el.querySelector(s);
const words = document.documentElement.lang === "en"
  ? { unsaved: "Not kept on the server yet", waiting: "Not kept on the server yet: waiting for a signal", kept: "Kept on the server at ", newer: ". A colleague saved a new version: both are shown when you save.", added: "Added: ", open: "Open it", refused: ": refused. If that stays, reload." }
  : { unsaved: "Belum tersimpan di server", waiting: "Belum tersimpan di server: menunggu sinyal", kept: "Tersimpan di server pukul ", newer: ". Rekan menyimpan versi baru: keduanya ditampilkan saat Anda menyimpan.", added: "Ditambahkan: ", open: "Buka", refused: ": belum diterima. Bila tetap, muat ulang." };

/** The page as the server knows it: the same after a reload, another one for each tab. */
function page() {
  let name = null;
  try { name = sessionStorage.getItem("page"); } catch { /* blocked */ }
  name = name || Math.random().toString(36).slice(2) + Date.now().toString(36);
  try { sessionStorage.setItem("page", name); } catch { /* blocked */ }
  return name;
}

export function start(form, { toast, forget }) {
  if (form.dataset.sent === undefined && form.started) return;
  form.started = true;
  const state = $("[data-state]", form), mine = page(), copy = form.elements.copy;
  let timer, busy = false, open = false, last = $("[data-base]", form);
  const say = (...parts) => state.replaceChildren(...parts);
  const later = ms => { clearTimeout(timer); timer = setTimeout(send, ms); };

  async function send(leaving = false) {
    if (busy || !open || form.dataset.sent || !form.isConnected) return;
    if (!navigator.onLine) { say(words.waiting); return; }
    const body = new FormData(form);
    body.delete("images");
    body.set("window", mine);
    busy = true; open = false;
    let trouble = words.waiting;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: new URLSearchParams(body), redirect: "manual", keepalive: leaving === true });
      trouble = words.unsaved + words.refused;
      told(answer.ok, await answer.json());
    } catch { open = true; say(trouble); later(15000); }
    busy = false;
    if (open) later(1500);
  }
  function told(ok, answer) {
    if (ok) {
      copy.value = answer.copy;
      if (!open) { forget(); form.dispatchEvent(new Event("kept")); }
      say(words.kept + answer.at + (answer.newer ? words.newer : ""));
    } else if (answer.html) {
      // Words of our templates: two ways on, and neither is taken by itself.
      const part = new DOMParser().parseFromString(answer.html, "text/html").body;
      $("[data-mine]", part).onclick = () => { copy.value = answer.copy; open = true; say(words.unsaved); send(); };
      $("[data-theirs]", part).onclick = () => forget();
      say(...part.childNodes);
    } else {
      const link = document.createElement("a");
      if (answer.url) { link.href = answer.url; link.textContent = words.open; }
      say(answer.message + " ", answer.url ? link : "");
    }
  }

  const mark = /^[^\S\n]*---[^\S\n]*$/m;
  function parts() {
    const any = [...form.querySelectorAll("textarea")].some(el => /^(text$|own-|translation-)/.test(el.name) && mark.test(el.value));
    for (const el of form.querySelectorAll("[data-part]")) el.hidden = !any && $("input", el).value === "1";
  }
  parts();
  form.addEventListener("input", e => {
    parts();
    if (/seek$/.test(e.target.name) || e.target.type === "file") return;
    if (e.target.tagName === "TEXTAREA") last = e.target;
    open = true;
    if (!$("[data-mine]", state)) { say(navigator.onLine ? words.unsaved : words.waiting); later(1500); }
  });
  form.addEventListener("focusin", e => { if (e.target.tagName === "TEXTAREA" && !/^alt-/.test(e.target.name)) last = e.target; });
  addEventListener("online", () => later(0));
  addEventListener("offline", () => { if (open) say(words.waiting); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && !$("[data-mine]", state)) send(true); });

  form.addEventListener("click", e => {
    const piece = e.target.closest("[data-insert]");
    if (!piece || !last || !last.isConnected) return;
    e.preventDefault();
    const before = last.value.slice(0, last.selectionStart), space = before && !/\s$/.test(before) ? " " : "";
    last.setRangeText(space + piece.dataset.insert, last.selectionStart, last.selectionEnd, "end");
    last.focus();
    last.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("keydown", e => { if (e.key === "Enter" && /seek$/.test(e.target.name)) e.preventDefault(); });

  const files = form.elements.images;
  function add(found) {
    const all = new DataTransfer();
    for (const file of [...files.files, ...found]) all.items.add(file);
    files.files = all.files;
    toast(words.added + found.map(file => file.name).join(", "));
    hold();
  }
  // They are sent by themselves, and wait on the device without a signal.
  const hold = () => import(form.dataset.files).then(page => page.hold(form), () => {});
  files.addEventListener("change", hold);
  try { if (localStorage.getItem(`files:${document.body.dataset.user}`)) hold(); } catch { /* blocked */ }
  form.addEventListener("paste", e => {
    const found = [...e.clipboardData.files];
    if (found.length) { e.preventDefault(); add(found); }
  });
  form.addEventListener("dragover", e => { if (e.dataTransfer.types.includes("Files")) e.preventDefault(); });
  form.addEventListener("drop", e => {
    const found = [...e.dataTransfer.files];
    if (found.length) { e.preventDefault(); add(found); }
  });
  // What was restored on this device, or typed while this file was on its way, is not on the server yet.
  const typed = [...form.elements].some(el => el.tagName === "TEXTAREA" && el.value !== el.defaultValue);
  if (form.dataset.restored || typed) { open = true; say(navigator.onLine ? words.unsaved : words.waiting); later(0); }
}
