/* A framed figure: in the dress of the reader's system, or as ?theme=dark or light asks, and it
   tells the page around it how tall it is. */
(() => {
  "use strict";
  const asked = new URLSearchParams(location.search).get("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = ["dark", "light"].includes(asked)
    ? asked
    : dark
      ? "dark"
      : "light";
  const tell = () =>
    parent.postMessage(
      { type: "figure-height", src: location.href, height: document.documentElement.scrollHeight },
      "*",
    );
  addEventListener("load", tell);
  addEventListener("resize", tell);
})();
