// A page that keeps its figures fresh. Inside <div data-live="60"> the page is asked for anew every so many seconds, as
// the part of it that changes; of that only what differs is put in place: [data-live-part="name"] by its content,
// [data-live-chart="id"] by the JSON of its chart. What has the focus keeps it, what was unfolded stays so. While the
// tab is hidden nothing is asked for. [data-watch="words"] are figures whose change is told in [data-live-told].

const RETRY = 10;

/** Takes what is new of `fresh` into `old`, keeping the focus where it was. */
function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const name = focused && (focused.id ? `#${CSS.escape(focused.id)}` : `[href="${CSS.escape(focused.getAttribute("href") ?? "")}"]`);
  old.innerHTML = fresh.innerHTML;
  if (name) old.querySelector(name)?.focus({ preventScroll: true });
}

function watched(place) {
  return new Map([...place.querySelectorAll("[data-watch]")].map((figure) => [figure.dataset.watch, figure.textContent.trim()]));
}

function takeIn(live, fresh, seen, redraw) {
  const before = watched(live);
  for (const part of fresh.querySelectorAll("[data-live-part]")) {
    const old = live.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
    if (old && seen.get(part.dataset.livePart) !== part.innerHTML) replace(old, part);
    seen.set(part.dataset.livePart, part.innerHTML);
  }
  for (const chart of fresh.querySelectorAll("[data-live-chart]")) {
    const old = live.querySelector(`[data-live-chart="${chart.dataset.liveChart}"]`);
    const figures = chart.querySelector("script").textContent;
    if (!old || old.querySelector("script").textContent === figures) continue;
    if (!old.querySelector("[data-chart]") || !chart.querySelector("[data-chart]")) old.innerHTML = chart.innerHTML;
    else old.querySelector("script").textContent = figures;
    old.querySelectorAll("[data-chart]").forEach(redraw);
  }
  const changed = [...watched(live)].filter(([words, now]) => before.get(words) !== now);
  return changed.map(([words, now]) => `${words}: ${now}, trước là ${before.get(words)}.`).join(" ");
}

export function keepLive(redraw) {
  const live = document.querySelector("[data-live]");
  if (!live) return;
  const every = Number(live.dataset.live) * 1000;
  const told = document.querySelector("[data-live-told]");
  const seen = new Map([...live.querySelectorAll("[data-live-part]")].map((part) => [part.dataset.livePart, part.innerHTML]));
  let waiting = 0;
  let last = performance.now();
  let lost = false;

  function lose(words) {
    const place = live.querySelector("[data-live-lost]");
    place.textContent = words;
    place.hidden = false;
    if (!lost) told.textContent = words;
    lost = true;
  }

  async function refresh() {
    clearTimeout(waiting);
    try {
      const answer = await fetch(location.href, { headers: { "HX-Request": "true" }, cache: "no-store", signal: AbortSignal.timeout(20000) });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.redirected || [401, 403].includes(answer.status)) {
        lose("Phiên làm việc đã hết, số liệu không còn mới; hãy tải lại trang để đăng nhập.");
      } else if (answer.ok && fresh.querySelector("[data-live-part]")) {
        const words = takeIn(live, fresh, seen, redraw);
        if (lost) told.textContent = `Đã kết nối lại. ${words}`;
        else if (words) told.textContent = words;
        lost = false;
        last = performance.now();
      } else throw new Error(answer.status);
    } catch {
      lose("Mất kết nối với hệ thống, số liệu không còn mới; đang thử lại.");
      seen.set("luc", ""); // the words above go away with the next answer, even if it says the same
    }
    wait();
  }

  function wait() {
    clearTimeout(waiting);
    if (!document.hidden) waiting = setTimeout(refresh, lost ? Math.min(RETRY * 1000, every) : every);
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && performance.now() - last >= every) refresh();
    else wait();
  });
  addEventListener("online", refresh);
  wait();
}
