(() => {
  const one = document.activeElement;
  const stop = stops.indexOf(one);
  const name = `${one.localName} "${(one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 40)}"`;
  const box = one.getBoundingClientRect();
  const bar = document.querySelector("nav");
  const covers = getComputedStyle(bar).position === "sticky" && !bar.contains(one) && !one.matches(".skip");
  const top = covers ? Math.max(bar.getBoundingClientRect().bottom, 0) : 0;
  const style = getComputedStyle(one);
  const root = getComputedStyle(document.documentElement);
  const room = innerHeight - parseFloat(root.scrollPaddingTop) - parseFloat(root.scrollPaddingBottom);
  let fault = null;
  if (!one.matches(":focus-visible") || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
    fault = "the focus is not drawn";
  } else if (box.width < 1 || box.height < 1) {
    fault = "has no size";
  } else if (box.height <= room && (box.top < top - 1 || box.bottom > innerHeight + 1)) {
    fault = `hidden: ${box.top} to ${box.bottom} in ${top} to ${innerHeight}`;
  } else if (box.height > room && (box.top > innerHeight / 2 || box.bottom < innerHeight / 2)) {
    fault = `hidden: ${box.top} to ${box.bottom} in ${top} to ${innerHeight}`;
  } else {
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, top) + Math.min(box.bottom, innerHeight)) / 2;
    const hit = document.elementFromPoint(x, y);
    if (!hit || !(one.contains(hit) || hit.contains(one))) fault = `covered by ${hit?.localName}`;
  }
  return { stop, name, fault: fault && `${name}: ${fault}` };
})()
