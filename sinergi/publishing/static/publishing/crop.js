// Beside cropping: pointing at the picture moves the sliders, and the looks follow. The form works without it.
export function start(form) {
  const aim = form.querySelector("[data-aim]"), field = name => form.elements[name];
  let timer;
  function looks() {
    for (const look of form.querySelectorAll("[data-look]")) {
      const shape = look.dataset.look, own = field(shape + "-own").checked, from = own ? shape + "-" : "focus_";
      const aimed = own || field("aimed").checked ? [field(from + "x").value, field(from + "y").value] : [50, 50];
      const zones = new URL(look.src).searchParams.has("zones") ? "&zones=" : "";
      look.src = form.dataset.looks.replace("square", shape) + "?aim=" + [...aimed, own ? field(shape + "-size").value : 100] + zones;
    }
  }
  const later = () => { clearTimeout(timer); timer = setTimeout(looks, 250); };
  function point(e) {
    const box = aim.getBoundingClientRect(), part = (at, from, size) => Math.max(0, Math.min(100, Math.round(100 * (at - from) / size)));
    field("focus_x").value = part(e.clientX, box.left, box.width);
    field("focus_y").value = part(e.clientY, box.top, box.height);
    field("aimed").checked = true;
    later();
  }
  aim.draggable = false;
  aim.addEventListener("pointerdown", e => { aim.setPointerCapture(e.pointerId); point(e); });
  aim.addEventListener("pointermove", e => { if (e.buttons) point(e); });
  form.addEventListener("input", e => {
    const shape = e.target.name.split("-")[0];
    if (e.target.name.startsWith("focus_")) field("aimed").checked = true;
    else if (field(shape + "-own") && e.target.type === "range") field(shape + "-own").checked = true;
    later();
  });
}
