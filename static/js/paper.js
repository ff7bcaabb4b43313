// Draws the marks under a textarea. The mirror holds the same words; the server says where the
// marks lie, in code points, while the browser counts UTF-16 units. Where the caret stands in a
// mark, the card of that mark becomes the current one.
"use strict";

(() => {
  const LEVELS = new Set(["stop", "look", "good"]);
  const REMEMBERED = 60;
  const state = new WeakMap(); // by textarea: {text, marks, at}
  const written = new WeakMap(); // by textarea: when it said what, as far as that is remembered

  const toUnits = (text, marks) => {
    const units = [0];
    for (const character of text) units.push(units.at(-1) + character.length);
    const last = units.length - 1;
    return marks
      .map((mark) => ({
        start: units[Math.min(mark.start, last)],
        end: units[Math.min(mark.end, last)],
        level: LEVELS.has(mark.level) ? mark.level : "look",
        finding: mark.finding,
      }))
      .filter((mark) => mark.start < mark.end)
      .sort((a, b) => a.start - b.start || b.end - a.end);
  };

  // While somebody types, marks before and after the change keep their words; a mark that the
  // change touches goes until the server has looked again.
  const follow = (marks, before, after) => {
    const shorter = Math.min(before.length, after.length);
    let head = 0;
    while (head < shorter && before[head] === after[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
    const shift = after.length - before.length;
    return marks.flatMap((mark) => {
      if (mark.end <= head) return [mark];
      if (mark.start >= before.length - tail) {
        return [{ ...mark, start: mark.start + shift, end: mark.end + shift }];
      }
      return [];
    });
  };

  const draw = (textarea) => {
    const mirror = textarea.parentElement.querySelector(".mirror");
    const { text, marks } = state.get(textarea);
    const pieces = [];
    let at = 0;
    for (const mark of marks) {
      if (mark.end <= at) continue;
      const start = Math.max(at, mark.start);
      pieces.push(text.slice(at, start));
      const piece = document.createElement("mark");
      piece.className = mark.level;
      piece.textContent = text.slice(start, mark.end);
      pieces.push(piece);
      at = mark.end;
    }
    // a last empty line has no height of its own without this
    pieces.push(text.slice(at), "\u200b");
    mirror.replaceChildren(...pieces);
  };

  // A look at newer words may be answered before a save of older ones.
  const remember = (textarea) => {
    const said = written.get(textarea) ?? new Map([["", 0]]);
    const at = [...said.values()].at(-1) + 1;
    said.delete(textarea.value);
    said.set(textarea.value, at);
    if (said.size > REMEMBERED) said.delete(said.keys().next().value);
    written.set(textarea, said);
  };

  const typed = (textarea) => {
    const known = state.get(textarea) ?? { text: textarea.value, marks: [], at: 0 };
    if (known.text !== textarea.value || !written.has(textarea)) remember(textarea);
    const marks = follow(known.marks, known.text, textarea.value);
    state.set(textarea, { ...known, text: textarea.value, marks });
    draw(textarea);
  };

  const read = (source) => {
    const textarea = document.getElementById(source.dataset.marksFor);
    if (!textarea) return;
    const text = source.dataset.text ?? textarea.value;
    const known = state.get(textarea);
    const at = written.get(textarea)?.get(text) ?? known?.at ?? 0;
    if (known && at < known.at) return;
    const marks = toUnits(text, JSON.parse(source.dataset.marks || "[]"));
    state.set(textarea, { text, marks, at });
    typed(textarea);
  };

  const point = () => {
    const textarea = document.activeElement;
    const known = state.get(textarea);
    if (!known || textarea.selectionStart !== textarea.selectionEnd) return;
    const caret = textarea.selectionStart;
    const mark = known.marks.find((one) => one.finding && one.start <= caret && caret <= one.end);
    const card = mark && document.querySelector(`[data-finding="${Number(mark.finding)}"]`);
    if (!card || card.getAttribute("aria-current") === "true") return;
    for (const other of document.querySelectorAll("[data-finding][aria-current]")) {
      other.removeAttribute("aria-current");
    }
    card.setAttribute("aria-current", "true");
  };

  const prepare = () => {
    for (const textarea of document.querySelectorAll(".paper > textarea")) {
      if (!state.has(textarea)) {
        textarea.addEventListener("input", () => typed(textarea));
        typed(textarea);
      }
    }
    for (const source of document.querySelectorAll("[data-marks-for]:not([data-drawn])")) {
      source.dataset.drawn = "";
      read(source);
    }
    point();
  };

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSettle", prepare);
  document.addEventListener("selectionchange", point);
})();
