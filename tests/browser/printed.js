(() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const name = (one) => `${one.localName}.${one.getAttribute("class") ?? ""} "${one.textContent.trim().slice(0, 40)}"`;
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest("svg") && one.localName !== "svg") continue;
    // Sentences that repeat the tables of their section stay on the screen.
    if (one.matches(".skip, nav, nav *, .filters, .filters *, .screen, .screen *, .sentences, .sentences *")) {
      if (one.checkVisibility()) faults.push(`is of no use on paper: ${name(one)}`);
      continue;
    }
    if (one.matches("title, desc, .unseen")) continue;
    if (!one.checkVisibility({ contentVisibilityAuto: true })) {
      if (getComputedStyle(one).display !== "none") faults.push(`folded away: ${name(one)}`);
      continue;
    }
    const box = one.getBoundingClientRect();
    if (box.right > width + 1) faults.push(`${Math.round(box.right - width)} too wide: ${name(one)}`);
    const style = getComputedStyle(one);
    if (style.overflowX !== "visible" && style.display !== "inline" && one.scrollWidth > one.clientWidth + 1) {
      if (one.localName !== "svg") faults.push(`cut off: ${name(one)}`);
    }
  }
  return faults;
})()
