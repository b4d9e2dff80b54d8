"use strict";
(() => {
  const cards = [...document.querySelectorAll("details.cause")];
  const form = document.querySelector("form.filters");
  const texts = new Map();

  /* The text of a card in small letters, read once: a search is for what anybody can see. */
  function textOf(card) {
    if (!texts.has(card)) texts.set(card, `${card.id} ${card.textContent}`.toLowerCase());
    return texts.get(card);
  }

  function fits(card, words, chosen) {
    return chosen.every(([name, value]) => (card.dataset[name] || "").includes(`|${value}|`))
      && words.every((word) => textOf(card).includes(word));
  }

  function asked() {
    const chosen = [];
    let words = [];
    for (const [name, value] of new FormData(form)) {
      if (name === "text") words = value.toLowerCase().split(/\s+/).filter(Boolean);
      else if (value) chosen.push([name, value]);
    }
    return { words, chosen };
  }

  function filter() {
    if (!form) return;
    const { words, chosen } = asked();
    let shown = 0;
    for (const card of cards) {
      card.hidden = !fits(card, words, chosen);
      shown += !card.hidden;
    }
    for (const group of document.querySelectorAll("section.group")) {
      const there = [...group.querySelectorAll("details.cause")].filter((card) => !card.hidden).length;
      group.hidden = !there;
      const number = group.querySelector(".number");
      if (number) number.textContent = there;
    }
    const all = cards.length;
    document.querySelector(".count").textContent = shown === all ? `${all} causes` : `${shown} of ${all} causes`;
    document.querySelector(".nothing").hidden = shown > 0;
    return { words, chosen };
  }

  /* What is chosen stands in the address, so that it can be kept and sent. */
  function remember() {
    const { words, chosen } = filter();
    const told = new URLSearchParams(chosen);
    if (words.length) told.set("text", words.join(" "));
    history.replaceState(null, "", `#${told}`);
  }

  function clear() {
    for (const field of form.elements) field.value = "";
  }

  function open(card) {
    if (card.hidden) { clear(); filter(); }
    card.open = true;
    card.scrollIntoView({ block: "start" });
    card.querySelector("summary").focus({ preventScroll: true });
  }

  function follow() {
    const hash = location.hash.slice(1);
    let name = hash;
    try { name = decodeURIComponent(hash); } catch { /* an address that nobody here has made */ }
    const card = document.getElementById(name);
    if (card) {
      if (card.matches("details.cause")) open(card);
      return;
    }
    if (!form || !hash.includes("=")) return;
    clear();
    for (const [name, value] of new URLSearchParams(hash)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
    filter();
    const title = document.getElementById("causes-title");
    title.scrollIntoView({ block: "start" });
    title.focus({ preventScroll: true });
  }

  async function copy(button) {
    const pre = button.parentElement.querySelector("pre");
    let done = true;
    try {
      await navigator.clipboard.writeText(pre.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(pre);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      done = document.execCommand("copy");
    }
    button.textContent = done ? "Copied" : "Press Ctrl-C";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  }

  /* One stop for Tab in a picture of hundreds of links; arrows go from one to the next. */
  function rove(svg) {
    const links = [...svg.querySelectorAll("a")];
    links.forEach((link, index) => link.setAttribute("tabindex", index ? "-1" : "0"));
    svg.addEventListener("keydown", (event) => {
      const from = links.indexOf(document.activeElement);
      const to = from < 0 ? undefined : next(links, from, event.key);
      if (to === undefined) return;
      event.preventDefault();
      links[from].setAttribute("tabindex", "-1");
      links[to].setAttribute("tabindex", "0");
      links[to].focus();
    });
  }

  function next(links, from, key) {
    if (key === "Home") return 0;
    if (key === "End") return links.length - 1;
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] || [0, 0];
    if (!dx && !dy) return undefined;
    const here = middle(links[from]);
    let best, least = Infinity;
    links.forEach((link, index) => {
      const there = middle(link);
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const across = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (along > 2 && along + 3 * across < least) { least = along + 3 * across; best = index; }
    });
    return best;
  }

  function middle(element) {
    const box = element.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  document.querySelectorAll("svg.roving").forEach(rove);
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  if (form) {
    form.hidden = false;
    form.addEventListener("input", remember);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector(".clear").addEventListener("click", () => { clear(); remember(); });
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = cards.filter((card) => !card.open && !card.hidden);
    for (const card of opened) card.open = true;
  });
  addEventListener("afterprint", () => { for (const card of opened) card.open = false; });
  addEventListener("hashchange", follow);
  follow();
})();
