// Files that are chosen in the composer go to the server one by one, and wait on the device while there is no signal: of each
// person apart, until the server has them. The form says which of the two holds.
const MOST = 60 * 1024 * 1024, OLD = 600_000;
const en = document.documentElement.lang === "en";
const size = bytes => `${(Math.max(bytes, 1e5) / 1048576).toLocaleString(en ? "en" : "id", { maximumFractionDigits: 1 })} MB`;
const words = en ? {
  sending: (n, p) => `Sending ${n} ${n > 1 ? "files" : "file"}: ${p} %`,
  here: (n, b) => `${n} ${n > 1 ? "files wait" : "file waits"} on this device alone (${size(b)}), and will be sent when there is a signal. Do not sign out, and keep some memory free: a full phone may drop them.`,
  large: name => `“${name}” does not fit: at most ${size(MOST)} wait on a device. It goes along if you save with this page open; when the page was closed, choose it again.`,
  none: "This browser cannot keep files. They go along if you save with this page open; when the page was closed, choose them again.",
} : {
  sending: (n, p) => `Mengirim ${n} berkas: ${p} %`,
  here: (n, b) => `${n} berkas hanya ada di perangkat ini (${size(b)}), dikirim saat ada sinyal. Jangan keluar dari akun, dan sisakan memori: ponsel yang penuh dapat menghapusnya.`,
  large: name => `“${name}” tidak muat: paling banyak ${size(MOST)} menunggu di perangkat. Berkas ikut bila Anda menyimpan selagi halaman ini terbuka; bila halaman sempat ditutup, pilih lagi.`,
  none: "Peramban ini tidak dapat menyimpan berkas. Berkas ikut bila Anda menyimpan selagi halaman ini terbuka; bila halaman sempat ditutup, pilih lagi.",
};
const name = () => `files:${document.body.dataset.user}`;

const called = file => `${file.name} ${file.size} ${file.lastModified}`;

/** The store of this person's files on this device; null where the browser has none. */
function store() {
  return new Promise(done => {
    try {
      const asked = indexedDB.open(name(), 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("files", { keyPath: "id" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = asked.onblocked = () => done(null);
    } catch { done(null); }
  });
}
function act(db, mode, what) {
  return new Promise(done => {
    try {
      const all = db.transaction("files", mode), asked = what(all.objectStore("files"));
      all.oncomplete = () => done(asked ? asked.result : null);
      all.onabort = all.onerror = () => done(null);
    } catch { done(null); }
  });
}

const known = new WeakMap();
/** Take what was chosen in a form, and what waits for it since an earlier visit. */
export async function hold(form) {
  if (known.has(form)) (await known.get(form))();
  else known.set(form, start(form));
}

async function start(form) {
  const state = form.querySelector("[data-files]"), input = form.elements.images, db = await store();
  const mine = () => `${form.dataset.draft}:${form.elements.key.value}`;
  const mark = on => { try { on ? localStorage.setItem(name(), "1") : localStorage.removeItem(name()); } catch { /* blocked */ } };
  if (db) db.onversionchange = () => db.close();
  const queue = [], placed = [];
  let busy = false, trouble = "";

  // What waits for this form is gone on with; what its form was saved or discarded with is forgotten.
  const kept = db ? await act(db, "readonly", files => files.getAll()) || [] : [];
  for (const one of kept) {
    if (one.form === mine()) queue.push({ ...one, held: true });
    else if (one.at < Date.now() - OLD) await act(db, "readwrite", files => { files.delete(one.id); });
  }
  mark(kept.length > 0);
  async function forget(those) {
    for (const one of those) if (db) await act(db, "readwrite", files => { files.delete(one.id); });
    mark(queue.length + placed.length > 0);
  }
  form.addEventListener("kept", () => forget(placed.splice(0)));
  // What has not arrived by itself goes along with the form.
  form.addEventListener("submit", () => keepInField(true), true);

  function tell() {
    const held = queue.filter(one => one.held), bytes = held.reduce((sum, one) => sum + one.blob.size, 0);
    const parts = [held.length && !busy ? words.here(held.length, bytes) : "", trouble].filter(Boolean);
    state.textContent = parts.join(" ");
  }

  /** Put chosen files into the queue, and on the device as far as they fit. */
  async function take() {
    const there = queue.map(one => one.file && called(one.file)), chosen = [...input.files].filter(file => !there.includes(called(file)));
    trouble = "";
    let room = MOST - queue.reduce((sum, one) => sum + one.blob.size, 0);
    for (const file of chosen) {
      const one = { id: Math.random().toString(36).slice(2) + Date.now(), form: mine(), at: Date.now(), name: file.name, type: file.type, blob: file, file };
      const { file: _chosen, ...row } = one;
      if (!db) trouble = words.none;
      else if (file.size > room) trouble = words.large(file.name);
      else if (await act(db, "readwrite", files => files.put(row)) === null) trouble = words.large(file.name);
      else { one.held = true; room -= file.size; mark(true); }
      queue.push(one);
    }
    // What is held here is sent by itself; the rest stays in the field, and goes along with the form.
    keepInField();
    tell();
    send();
  }
  function keepInField(all = false) {
    const rest = new DataTransfer();
    for (const one of queue) if (all || !one.held) rest.items.add(one.file || new File([one.blob], one.name, { type: one.type }));
    input.files = rest.files;
  }

  async function send() {
    if (busy || !form.isConnected) return;
    if (!navigator.onLine || !queue.length) { tell(); return; }
    busy = true;
    while (queue.length && form.isConnected && !form.dataset.sent) {
      const one = queue[0], answer = await up(one);
      if (answer === null) break;
      queue.shift();
      keepInField();
      if (answer.message) trouble = answer.message;
      // It is forgotten here when the server has kept the form with it, not before.
      if (answer.html) { placed.push(one); put(answer.html); } else await forget([one]);
    }
    busy = false;
    tell();
    if (queue.length) setTimeout(send, 15000);
  }
  function up(one) {
    return new Promise(done => {
      const body = new FormData(), ask = new XMLHttpRequest();
      for (const field of form.querySelectorAll("input[name=picture], [name=unit], [name=csrfmiddlewaretoken]")) body.append(field.name, field.value);
      body.append("images", one.blob, one.name);
      ask.open("POST", form.dataset.add);
      ask.upload.onprogress = e => { state.textContent = words.sending(queue.length, Math.floor(100 * e.loaded / (e.total || 1))); };
      ask.onerror = ask.ontimeout = () => done(null);
      ask.onload = () => {
        let told = null;
        try { told = JSON.parse(ask.responseText); } catch { /* signed out, or a page of the way between */ }
        done(told && (ask.status === 200 || ask.status === 400) ? told : null);
      };
      ask.send(body);
    });
  }
  function put(html) {
    const part = new DOMParser().parseFromString(html, "text/html").body, field = part.querySelector("[name=picture]");
    state.before(...part.childNodes);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  addEventListener("online", send);
  if (input.files.length) await take(); else { tell(); send(); }
  return take;
}
