// Dropping a post on another day moves it there: the form that waits in the page is sent. What a
// finger or a keyboard cannot drag has "Move…" beside it.
export function start(page) {
  "use strict";
  const form = page.querySelector("form");
  let held = null;
  const day = e => e.target.closest && e.target.closest("[data-day]");
  const mark = there => {
    for (const el of page.querySelectorAll(".over")) el.classList.remove("over");
    if (there) there.classList.add("over");
  };
  page.addEventListener("dragstart", e => {
    held = e.target.closest("[data-post]");
    if (!held) return;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", held.dataset.post);
  });
  page.addEventListener("dragover", e => {
    if (!held || !day(e)) return;
    e.preventDefault();
    mark(day(e));
  });
  page.addEventListener("dragend", () => { held = null; mark(null); });
  page.addEventListener("drop", e => {
    const there = day(e);
    if (!held || !there) return;
    e.preventDefault();
    if (there === held.closest("[data-day]")) return;
    form.elements.post.value = held.dataset.post;
    form.elements.day.value = there.dataset.day;
    form.requestSubmit();
  });
}
