// Words that are chosen in the text, with a mouse, a finger or the keyboard, go into the form of a remark with their place.
// Without it one copies them there.
export function start(page) {
  const offer = page.querySelector("[data-chosen]"), form = page.querySelector("#say");
  if (!offer || !form) return;
  const fields = form.elements;
  let chosen = null;

  /** Characters as the server counts them, without the numbers of remarks. */
  function plain(range) {
    const part = range.cloneContents();
    for (const number of part.querySelectorAll("sup")) number.remove();
    return part.textContent;
  }
  const said = node => (node.nodeType === 1 ? node : node.parentElement).closest("[data-passage] .said");

  function look() {
    const now = getSelection();
    if (!page.isConnected) { document.removeEventListener("selectionchange", look); return; }
    if (!now.rangeCount || now.isCollapsed) return;
    const range = now.getRangeAt(0), text = said(range.startContainer);
    if (!text || text !== said(range.endContainer)) { offer.hidden = true; return; }
    const words = plain(range), before = document.createRange();
    if (!words.trim()) return;
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const lead = words.length - words.trimStart().length;
    chosen = {
      account: text.closest("[data-passage]").dataset.passage, words: words.trim(),
      // Later parts of a thread, descriptions and labels follow the text.
      start: +(text.dataset.from || 0) + [...plain(before)].length + [...words.slice(0, lead)].length,
    };
    offer.querySelector("q").textContent = chosen.words.length > 40 ? chosen.words.slice(0, 40) + "…" : chosen.words;
    offer.hidden = false;
  }
  document.addEventListener("selectionchange", look);
  offer.addEventListener("click", () => {
    if (!chosen) return;
    for (const name of ["account", "words", "start"]) fields[name].value = chosen[name];
    offer.hidden = true;
    fields.text.focus();
  });
  // Words that were typed over are looked for anew.
  fields.words.addEventListener("input", () => { fields.start.value = ""; });
}
