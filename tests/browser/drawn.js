(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((part) => part / 255);
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const behind = (one) => {
    // On a picture no colour can be told: what is written there has a colour of its own behind it.
    if (getComputedStyle(one).backgroundImage !== "none") return "rgb(127, 127, 127)";
    const colour = getComputedStyle(one).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" ? behind(one.parentElement) : colour;
  };
  const contrast = (one, colour) => {
    const [a, b] = [light(colour), light(behind(one))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const says = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const words = [...document.body.querySelectorAll("*")].filter((one) => !one.closest("svg") && says(one));
  const all = [
    ...words.filter((one) => one.checkVisibility()).map((one) => [one, "color", 4.5]),
    ...[...document.querySelectorAll("svg text")].map((one) => [one, "fill", 4.5]),
    ...[...document.querySelectorAll("svg path:not([class^=a]), svg rect")].map((one) => [
      one,
      getComputedStyle(one).stroke === "none" ? "fill" : "stroke",
      3,
    ]),
  ];
  const faults = all
    .map(([one, property, least]) => [one, contrast(one, getComputedStyle(one)[property]), least])
    .filter(([, has, least]) => has < least)
    .map(([one, has]) => `${one.localName}.${one.getAttribute("class")} ${has.toFixed(2)}`);
  return { seen: all.length, faults: [...new Set(faults)] };
})()
