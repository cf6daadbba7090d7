// The screen on the wall: a clock that keeps the server's time, panels that take turns, and buttons that hide while
// nobody stirs. Who wants less motion sees all panels at once, as does a browser without a script.

const TURN = 15;
const STILL = 4;

function keepTime(clock) {
  const start = Date.parse(clock.dateTime) - performance.now();
  const written = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  const tick = () => {
    const now = start + performance.now();
    clock.textContent = written.format(now);
    setTimeout(tick, 60000 - (now % 60000));
  };
  tick();
}

export function hangOnTheWall(shown) {
  const wall = document.querySelector("[data-wall]");
  if (!wall) return;
  keepTime(wall.querySelector("[data-clock]"));
  takeTurns(wall, shown);
  const full = wall.querySelector("[data-wall-full]");
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
  let still = 0;
  const stir = () => {
    wall.classList.remove("still");
    clearTimeout(still);
    still = setTimeout(() => wall.classList.add("still"), STILL * 1000);
  };
  for (const kind of ["pointermove", "keydown", "focusin"]) addEventListener(kind, stir);
  stir();
  const stayAwake = () => document.hidden || navigator.wakeLock?.request("screen").catch(() => undefined);
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
}

function takeTurns(wall, shown) {
  const less = matchMedia("(prefers-reduced-motion: reduce)");
  const pause = wall.querySelector("[data-wall-pause]");
  const panels = [...wall.querySelectorAll(".wall-panel")];
  let turn = 0;
  let timer = 0;
  const show = () => {
    panels.forEach((panel, place) => { panel.hidden = !less.matches && place !== turn; });
    shown();
  };
  const next = (by = 1) => {
    turn = (turn + by + panels.length) % panels.length;
    show();
  };
  const go = () => {
    clearInterval(timer);
    wall.classList.toggle("turning", !less.matches);
    pause.hidden = less.matches;
    if (!less.matches && pause.getAttribute("aria-pressed") === "false") timer = setInterval(next, TURN * 1000);
    show();
  };
  pause.addEventListener("click", () => {
    pause.setAttribute("aria-pressed", String(pause.getAttribute("aria-pressed") === "false"));
    go();
  });
  addEventListener("keydown", (event) => {
    if (less.matches || !["ArrowRight", "ArrowLeft"].includes(event.key)) return;
    next(event.key === "ArrowRight" ? 1 : -1);
  });
  less.addEventListener("change", go);
  go();
}
