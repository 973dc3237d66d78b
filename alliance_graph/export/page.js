
"use strict";
const box = document.getElementById("wanted");
const shown = document.getElementById("shown");
const rows = [...document.querySelectorAll("tbody")].map((body) => [body, fold(body.textContent)]);
const links = new Map(rows.map(([body]) => [body.id, document.querySelectorAll(`svg a[href="#${body.id}"]`)]));

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function filter() {
  const words = fold(box.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const [body, text] of rows) {
    body.hidden = !words.every((word) => text.includes(word));
    count += !body.hidden;
    for (const link of links.get(body.id)) link.classList.toggle("off", body.hidden);
  }
  shown.textContent = words.length ? `${count} of ${rows.length}` : "";
}

function open() {
  const body = document.getElementById(location.hash.slice(1));
  if (!body) return;
  if (body.hidden) box.value = "", filter();
  body.querySelector("details").open = true;
  body.scrollIntoView();
}

box.disabled = false;
box.addEventListener("input", filter);
window.addEventListener("hashchange", open);
document.querySelector("svg")?.addEventListener("click", (event) => {
  const title = event.target.closest(".company")?.querySelector("title");
  if (title) box.value = title.textContent, filter();
});
open();
