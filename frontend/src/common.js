// What both faces add to pages that already work without a script.

/** Sends a form once: a second click, or Enter held down, does nothing until the answer is there. */
function guardDoubleSubmits() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get" || form.method === "dialog") return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
    if (form.target === "_blank" || form.hasAttribute("data-download")) setTimeout(() => release(form), 2000);
  });
  const release = (form) => {
    delete form.dataset.sent;
    for (const busy of form.querySelectorAll('[aria-busy="true"]')) busy.removeAttribute("aria-busy");
  };
  const releaseAll = () => document.querySelectorAll("form[data-sent]").forEach(release);
  addEventListener("pageshow", releaseAll);
  document.addEventListener("htmx:afterRequest", releaseAll);
}

/** A link or button with data-dialog="id" opens that <dialog>; without a script the link leads to a page instead. */
function openDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    }
    if (event.target.closest("[data-dialog-close]")) event.target.closest("dialog")?.close();
  });
}

/** Notices may be closed; good news goes away by itself, bad news stays until it is read. */
function tendToasts() {
  const tend = (toast) => {
    if (toast.dataset.tended) return;
    toast.dataset.tended = "1";
    const close = toast.querySelector("[data-close]");
    close.hidden = false;
    close.addEventListener("click", () => toast.remove());
    if (!toast.matches(".tone-success, .tone-info")) return;
    let left = 10;
    const tick = setInterval(() => {
      if (toast.matches(":hover, :focus-within")) return;
      left -= 1;
      if (left === 0) toast.remove();
      if (!toast.isConnected) clearInterval(tick);
    }, 1000);
  };
  const tendAll = () => document.querySelectorAll("[data-toast]").forEach(tend);
  tendAll();
  document.addEventListener("htmx:afterSwap", tendAll);
}

/** Light, dark or as the device: shown at once, remembered by the server's cookie. */
function switchTheme() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-form]") || !event.submitter) return;
    event.preventDefault();
    event.stopPropagation();
    const theme = event.submitter.value;
    const root = document.documentElement;
    if (theme === "auto") root.removeAttribute("data-bs-theme");
    else root.setAttribute("data-bs-theme", theme);
    document.querySelector('meta[name="color-scheme"]').content = theme === "auto" ? "light dark" : theme;
    for (const button of document.querySelectorAll("[data-theme-form] button")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
    const body = new FormData(form, event.submitter);
    fetch(form.action, { method: "POST", body, redirect: "manual" });
    document.dispatchEvent(new CustomEvent("theme"));
  }, true);
}

/** The list of what is wrong gets the focus, so that a screen reader begins there. */
function focusErrors() {
  document.querySelector("[data-focus-first]")?.focus();
}

export function start() {
  switchTheme();
  guardDoubleSubmits();
  openDialogs();
  tendToasts();
  focusErrors();
}
