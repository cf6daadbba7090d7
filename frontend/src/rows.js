// Keyboard of a list of work: J or ↓ to the next line, K or ↑ to the one before, Enter opens it (the line's own link).
// One-letter keys can be turned off in the table of keys, like all others.

const links = [...document.querySelectorAll("[data-rows] [data-row] a.code")];
const STEP = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEP[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!step || !links.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const here = links.indexOf(document.activeElement);
  if (event.key.length > 1 && here < 0) return; // arrows scroll the page until a line is chosen
  if (event.key.length === 1 && localStorage.getItem("motcua-phim-tat") === "tat") return;
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1);
  event.preventDefault();
  links[next].focus();
  links[next].closest("[data-row]").scrollIntoView({ block: "nearest" });
});
