// The palette (Ctrl+K) and the list of keys (?): loaded when somebody asks for one the first time.
// What they show is a part of the page /kerja/ke/, which works without them.
const PAGE = "/kerja/ke/", $ = (s, el = document) => el.querySelector(s);
const dialog = document.createElement("dialog");
document.body.append(dialog);
dialog.addEventListener("click", e => { if (e.target === dialog) dialog.close(); });
let turn = 0, waiting;

async function part(name, typed = "") {
  const answer = await fetch(`${PAGE}?q=${encodeURIComponent(typed)}`, { headers: { "HX-Request": "true", "HX-Target": "main" }, redirect: "error" });
  return $(name, new DOMParser().parseFromString(await answer.text(), "text/html"));
}
async function show(name) {
  try {
    const found = document.adoptNode(await part(name));
    dialog.setAttribute("aria-label", found.getAttribute("aria-label") || $("h2", found).textContent);
    dialog.replaceChildren(found);
    if (!dialog.open) dialog.showModal();
  } catch { location.assign(PAGE); }
}
async function narrow(typed) {
  const mine = ++turn;
  try {
    const found = await part("#places", typed);
    if (mine === turn) $("#places", dialog).replaceWith(document.adoptNode(found));
  } catch { /* no signal: what is there stays */ }
}
dialog.addEventListener("input", e => { clearTimeout(waiting); waiting = setTimeout(() => narrow(e.target.value), 150); });
dialog.addEventListener("submit", e => { e.preventDefault(); const first = $("a.row", dialog); if (first) first.click(); });
dialog.addEventListener("keydown", e => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (!step) return;
  const rows = [...dialog.querySelectorAll("a.row")], next = rows[rows.indexOf(document.activeElement) + step];
  e.preventDefault();
  (next || $("input", dialog) || dialog).focus();
});

export async function palette() {
  await show("#go");
  const input = $("input", dialog);
  if (input) input.focus();
}
// Only the keys that do something on the page behind; the page /kerja/ke/ itself has all of them.
export async function help() {
  await show("#shortcuts");
  for (const key of dialog.querySelectorAll("[data-needs]")) if (!$(`#main ${key.dataset.needs.split(", ").join(", #main ")}`)) key.remove();
}
