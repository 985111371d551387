// Beside cropping: pointing at the picture and pulling at what each shape shows move the sliders, and the looks follow at once.
// The form works without it.
export function start(form) {
  const aim = form.querySelector("[data-aim]"), field = name => form.elements[name], all = [...form.querySelectorAll("[data-look]")];
  const clamp = (n, low, high) => Math.max(low, Math.min(high, n));
  const ratio = look => look.getAttribute("width") / look.getAttribute("height");
  let timer;

  /** Where a shape lies, in parts of the whole picture: as the server reckons it. */
  function piece(look) {
    const shape = look.dataset.look, own = field(shape + "-own").checked, from = own ? shape + "-" : "focus_";
    const [x, y] = own || field("aimed").checked ? [+field(from + "x").value, +field(from + "y").value] : [50, 50];
    const size = own ? +field(shape + "-size").value : 100, high = aim.naturalHeight, wide = aim.naturalWidth;
    const w = Math.min(wide, high * ratio(look)) * size / 100 / wide, h = w * wide / ratio(look) / high;
    return { own, x, y, size, w, h, left: clamp(x / 100 - w / 2, 0, 1 - w), top: clamp(y / 100 - h / 2, 0, 1 - h) };
  }
  // At once from the picture that is there; then as the server makes it, with what lies under buttons.
  function draw() {
    if (!aim.naturalWidth) return;
    for (const look of all) {
      const at = piece(look), canvas = document.createElement("canvas");
      canvas.width = 2 * look.getAttribute("width"); canvas.height = 2 * look.getAttribute("height");
      canvas.getContext("2d").drawImage(aim, at.left * aim.naturalWidth, at.top * aim.naturalHeight, at.w * aim.naturalWidth, at.h * aim.naturalHeight, 0, 0, canvas.width, canvas.height);
      look.src = canvas.toDataURL("image/jpeg", .8);
    }
  }
  function looks() {
    for (const look of all) {
      const shape = look.dataset.look, at = piece(look), of = field("zones").value;
      const zones = shape === "tall" && of !== "-" ? "&zones=" + encodeURIComponent(of) : "";
      look.src = form.dataset.looks.replace("square", shape) + "?aim=" + [at.x, at.y, at.size] + zones;
    }
  }
  const later = () => { clearTimeout(timer); timer = setTimeout(looks, 300); };
  const moved = () => { draw(); later(); };

  function point(e) {
    const box = aim.getBoundingClientRect(), part = (at, from, size) => clamp(Math.round(100 * (at - from) / size), 0, 100);
    field("focus_x").value = part(e.clientX, box.left, box.width);
    field("focus_y").value = part(e.clientY, box.top, box.height);
    field("aimed").checked = true;
    moved();
  }
  function held(el, begin, go) {
    el.draggable = false;
    el.style.touchAction = "none";
    el.style.cursor = "move";
    el.addEventListener("pointerdown", e => { if (e.button || !aim.naturalWidth) return; el.setPointerCapture(e.pointerId); begin(e); });
    el.addEventListener("pointermove", e => { if (el.hasPointerCapture(e.pointerId)) go(e); });
  }
  held(aim, point, point);
  // What is cut goes with the finger: the shape gets a piece of its own.
  for (const look of all) {
    let from;
    held(look, e => { from = { at: piece(look), x: e.clientX, y: e.clientY }; }, e => {
      const { at, x, y } = from, box = look.getBoundingClientRect(), shape = look.dataset.look;
      if (!at.own) { field(shape + "-own").checked = true; field(shape + "-size").value = at.size; }
      const left = clamp(at.left - (e.clientX - x) / box.width * at.w, 0, 1 - at.w), top = clamp(at.top - (e.clientY - y) / box.height * at.h, 0, 1 - at.h);
      field(shape + "-x").value = Math.round(100 * (left + at.w / 2));
      field(shape + "-y").value = Math.round(100 * (top + at.h / 2));
      moved();
    });
  }
  for (const hint of form.querySelectorAll("[data-pull]")) hint.hidden = false;
  form.addEventListener("input", e => {
    const shape = e.target.name.split("-")[0];
    if (e.target.name.startsWith("focus_")) field("aimed").checked = true;
    else if (field(shape + "-own") && e.target.type === "range") field(shape + "-own").checked = true;
    if (e.target.name === "zones") looks(); else moved();
  });
}
