// Keyboard of the desk. One-letter keys can be turned off on this machine (WCAG 2.1.4).

const SWITCH = "motcua-phim-tat";

const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

export function listenToKeys() {
  const help = document.getElementById("phim-tat");
  const box = help?.querySelector("[data-keys-switch]");
  const on = () => localStorage.getItem(SWITCH) !== "tat";
  if (box) {
    box.checked = on();
    box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "bat" : "tat"));
  }
  for (const opener of document.querySelectorAll("[data-keys-open]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => help.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.target.closest("form")?.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !on()) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?" && help) {
      event.preventDefault();
      help.showModal();
      return;
    }
    const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, select, textarea")) {
      target.focus();
      target.select?.();
    } else target.click();
  });
}
