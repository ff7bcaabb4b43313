// J and K move among what is to be looked at, C confirms, X says not so. Nothing happens while
// somebody types, and the keys can be turned off (WCAG 2.1.4); the browser remembers that.
"use strict";

(() => {
  const STORE = "chaperone.keys";

  // a browser may forbid storage; the switch then holds until the page is left
  let off = false;
  try {
    off = localStorage.getItem(STORE) === "off";
  } catch {
    off = false;
  }

  const turn = () => {
    off = !off;
    try {
      localStorage.setItem(STORE, off ? "off" : "on");
    } catch {
      // nothing to remember it in
    }
  };

  const isTyping = (target) =>
    target instanceof Element &&
    (target.isContentEditable || target.closest("input, textarea, select, dialog") !== null);

  const open = () => [...document.querySelectorAll(".finding:not(.shut)")];
  const current = () => document.querySelector('.finding[aria-current="true"]');

  const move = (step) => {
    const findings = open();
    if (findings.length === 0) return;
    const at = findings.indexOf(current());
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), findings.length - 1);
    current()?.removeAttribute("aria-current");
    findings[next].setAttribute("aria-current", "true");
    findings[next].focus({ preventScroll: true });
    findings[next].scrollIntoView({ block: "nearest" });
  };

  const press = (key) => current()?.querySelector(`[data-key="${key}"]`)?.click();

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || off || isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const key = event.key.toLowerCase();
    if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "c" || key === "x") press(key);
  });

  const name = (button) => {
    button.hidden = false;
    button.textContent = off ? "Turn the keys on" : "Turn the keys off";
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-keys-switch]")) name(button);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-keys-switch]");
    if (!button) return;
    turn();
    name(button);
  });
})();
