// htmx saves; this says so when it could not, and warns before unsaved words are left behind.
// <form data-autosave="id-of-the-words"> around the fields, <p class="saved" id=… role="status">.
"use strict";

(() => {
  const unsaved = new Set();
  const formOf = (event) => event.target.closest?.("form[data-autosave]");
  const wordsOf = (form) => document.getElementById(form.dataset.autosave);

  const say = (form, state, words) => {
    const place = wordsOf(form);
    if (!place) return;
    place.dataset.state = state;
    if (words) place.textContent = words;
  };

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) unsaved.add(form);
  });

  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) unsaved.clear();
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (form) unsaved.delete(form);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    if (event.detail.successful) {
      say(form, "saved");
      return;
    }
    unsaved.add(form);
    say(form, "lost", "Not saved. Your words are still here; we try again at your next change.");
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size > 0) event.preventDefault();
  });
})();
