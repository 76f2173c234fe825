(() => {
  const faults = [];
  const root = document.scrollingElement;
  const name = (one) => `${one.localName}.${one.getAttribute("class") ?? ""} "${one.textContent.trim().slice(0, 40)}"`;
  if (root.scrollWidth > root.clientWidth) {
    faults.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  }
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest("svg") && one.localName !== "svg") continue;
    const style = getComputedStyle(one);
    if (style.display === "inline" || one.matches(".unseen") || !one.checkVisibility()) continue;
    const over = one.scrollWidth - one.clientWidth;
    if (over > 1 && ["auto", "scroll"].includes(style.overflowX)) {
      const region = one.matches("[role=group][tabindex='0'][aria-label]") || one.matches("nav[aria-label]");
      if (!region) faults.push(`cannot be scrolled by keyboard: ${name(one)}`);
    } else if (over > 1 && style.overflowX !== "visible" && one.localName !== "svg") {
      faults.push(`cut off by ${over}: ${name(one)}`);
    }
    // What sticks out of the page without making it scroll lies to the left of it.
    if (!one.matches(".skip") && one.getBoundingClientRect().left < -1 && !one.closest("[role=group], nav")) {
      faults.push(`left of the page: ${name(one)}`);
    }
  }
  return faults;
})()
