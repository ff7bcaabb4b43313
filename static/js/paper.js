// Draws the marks under a textarea. The mirror holds the same words; the server says where the
// marks lie, in code points, while the browser counts UTF-16 units.
"use strict";

(() => {
  const LEVELS = new Set(["stop", "look", "good"]);
  const state = new WeakMap();

  const toUnits = (text, marks) => {
    const units = [0];
    for (const character of text) units.push(units.at(-1) + character.length);
    const last = units.length - 1;
    return marks
      .map((mark) => ({
        start: units[Math.min(mark.start, last)],
        end: units[Math.min(mark.end, last)],
        level: LEVELS.has(mark.level) ? mark.level : "look",
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

  const typed = (textarea) => {
    const known = state.get(textarea) ?? { text: textarea.value, marks: [] };
    const marks = follow(known.marks, known.text, textarea.value);
    state.set(textarea, { text: textarea.value, marks });
    draw(textarea);
  };

  const read = (source) => {
    const textarea = document.getElementById(source.dataset.marksFor);
    if (!textarea) return;
    const text = source.dataset.text ?? textarea.value;
    const marks = toUnits(text, JSON.parse(source.dataset.marks || "[]"));
    state.set(textarea, { text, marks });
    typed(textarea);
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
  };

  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:afterSettle", prepare);
})();
