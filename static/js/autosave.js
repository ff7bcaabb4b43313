// htmx saves; this says so when it could not, tries again by itself, and warns before words that
// are not on the server yet are left behind.
// <form data-autosave="id-of-the-words"> around the fields, <p class="saved" id=… role="status">.
"use strict";

(() => {
  const HERE = "Not saved. Your words are still here; ";
  const LONGEST = 30000; // milliseconds: a server that says nothing has not saved
  const typed = new Map(); // changes by form since the page was opened
  const sent = new Map(); // the change that is on its way
  const kept = new Map(); // the last change that the server has
  const again = new Map(); // by form: {timer, wait} of the next try

  const formOf = (event) => event.target.closest?.("form[data-autosave]");
  const count = (form) => typed.get(form) ?? 0;
  const isUnsaved = (form) => count(form) > (kept.get(form) ?? 0);

  const say = (form, state, words) => {
    const place = document.getElementById(form.dataset.autosave);
    if (!place) return;
    place.dataset.state = state;
    if (words) place.textContent = words;
  };

  const rest = (form) => {
    clearTimeout(again.get(form)?.timer);
    again.delete(form);
  };

  // Two seconds, four, eight … a minute; the same event as a change, so that it queues like one.
  const tryAgain = (form) => {
    const wait = Math.min((again.get(form)?.wait ?? 1000) * 2, 60000);
    clearTimeout(again.get(form)?.timer);
    const repeat = () => form.dispatchEvent(new Event("input", { bubbles: true }));
    again.set(form, { wait, timer: setTimeout(repeat, wait) });
  };

  // Somebody signed out is led to another page, which arrives as if all were well.
  const isSignedOut = ({ xhr, pathInfo }) => {
    if (xhr?.status === 401 || xhr?.status === 403) return true;
    if (!xhr?.responseURL || !pathInfo) return false;
    const asked = new URL(pathInfo.finalRequestPath ?? pathInfo.requestPath, location.href);
    return new URL(xhr.responseURL).pathname !== asked.pathname;
  };

  const lost = (form, detail) => {
    if (count(form) === 0) typed.set(form, 1);
    if (isSignedOut(detail)) {
      rest(form);
      say(form, "lost", `${HERE}but you are signed out. Copy them, then load the page again.`);
    } else if (detail.xhr?.status === 409) {
      rest(form); // the page says why, and it would be the same the next time
      say(form, "lost", `${HERE}somebody else changed this post.`);
    } else {
      tryAgain(form);
      say(form, "lost", `${HERE}we try again in a moment.`);
    }
  };

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) typed.set(form, count(form) + 1);
  });

  // The form's own submit takes its words along; another one on the page does not.
  document.addEventListener("submit", (event) => {
    const form = formOf(event);
    if (form && !event.defaultPrevented) kept.set(form, count(form));
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    sent.set(form, count(form));
    if (event.detail?.xhr) event.detail.xhr.timeout = LONGEST;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    if (!event.detail.successful || isSignedOut(event.detail)) {
      lost(form, event.detail);
      return;
    }
    rest(form);
    kept.set(form, sent.get(form) ?? count(form));
    say(form, "saved");
  });

  window.addEventListener("beforeunload", (event) => {
    if ([...typed.keys()].some(isUnsaved)) event.preventDefault();
  });
})();
