import htmx from "htmx.org/dist/htmx.esm.js";
import { start } from "./common.js";
import { keepDrafts } from "./drafts.js";
import { listenToKeys } from "./keys.js";
import "./rows.js";

window.htmx = htmx;
start();
keepDrafts();
listenToKeys();

// The receipt prints by itself: <iframe data-print src="…pdf"> is printed once it has loaded.
for (const frame of document.querySelectorAll("iframe[data-print]")) {
  frame.addEventListener("load", () => frame.contentWindow.print(), { once: true });
}

// A choice on which the rest of the page depends presses the button beside it, which then need not be seen.
for (const group of document.querySelectorAll("[data-submit-on-change]")) {
  const button = document.getElementById(group.dataset.submitOnChange);
  button.hidden = true;
  group.addEventListener("change", () => button.form.requestSubmit(button));
}

// A page that is made to be printed offers it; without a script the browser's own menu does.
for (const button of document.querySelectorAll("button[data-print-page]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
