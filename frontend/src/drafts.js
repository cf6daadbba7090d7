// Nothing typed is lost. <form data-draft="name"> keeps its fields in this tab while they are typed and puts them
// back when the form is shown again empty; with data-draft-url the server keeps them too. Passwords, files and hidden
// fields are never kept, and what was sent and taken is forgotten.

const PREFIX = "motcua-nhap:";
const WAIT = 800;

const kept = (field) =>
  field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && !field.hasAttribute("data-no-draft");

function values(form) {
  const found = {};
  for (const field of form.elements) {
    if (!kept(field)) continue;
    const checkable = field.type === "checkbox" || field.type === "radio";
    if (checkable && !field.checked) continue;
    const picked = field.multiple ? [...field.selectedOptions].map((option) => option.value) : [field.value];
    found[field.name] = [...(found[field.name] ?? []), ...picked];
  }
  return found;
}

function restore(form, draft) {
  const before = JSON.stringify(values(form));
  for (const field of form.elements) {
    if (!kept(field) || field.closest(".has-error")) continue;
    const wanted = draft[field.name] ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = wanted.includes(option.value);
    else if (wanted.length && !field.value) field.value = wanted[0];
  }
  return before !== JSON.stringify(values(form));
}

function say(form, words) {
  const place = form.querySelector("[data-draft-status]");
  if (place) place.textContent = words;
}

async function send(form) {
  const body = new FormData(form);
  for (const field of form.elements) if (field.type === "file" && field.name) body.delete(field.name);
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body, headers: { "HX-Request": "true" } });
    const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    say(form, answer.ok ? `Đã lưu nháp lúc ${time}` : "Chưa lưu được nháp");
  } catch {
    say(form, "Mất kết nối: nội dung vẫn còn trong thẻ này");
  }
}

function watch(form) {
  if (form.dataset.watched) return;
  form.dataset.watched = "1";
  const name = PREFIX + form.dataset.draft;
  const draft = sessionStorage.getItem(name);
  const served = form.hasAttribute("data-draft-served");
  if (draft && !served && restore(form, JSON.parse(draft))) say(form, "Đã khôi phục nội dung đang nhập");
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      sessionStorage.setItem(name, JSON.stringify(values(form)));
      if (form.dataset.draftUrl) send(form);
      else say(form, "Đã giữ nội dung đang nhập");
    }, WAIT);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    sessionStorage.setItem(name, JSON.stringify(values(form)));
    sessionStorage.setItem(`${PREFIX}sent`, name);
  });
}

export function keepDrafts() {
  const sent = sessionStorage.getItem(`${PREFIX}sent`);
  const again = sent && document.querySelector(`form[data-draft="${CSS.escape(sent.slice(PREFIX.length))}"] .has-error`);
  if (sent && !again && !document.querySelector("[data-refused]")) sessionStorage.removeItem(sent);
  if (sent) sessionStorage.removeItem(`${PREFIX}sent`);
  const watchAll = () => document.querySelectorAll("form[data-draft]").forEach(watch);
  watchAll();
  document.addEventListener("htmx:load", watchAll);
}
