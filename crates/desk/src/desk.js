// What a page does besides its forms: clocks that tick, uploads that show how far they are, an assessment that is followed.
"use strict";
(() => {
  const french = document.documentElement.lang === "fr";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // The hours that are left; nothing that is written depends on this clock.
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => each("[data-until]", (clock) => {
    const left = Math.floor((new Date(clock.dataset.until) - Date.now()) / 1000);
    const [hours, minutes, seconds] = [3600, 60, 1].map((unit, at) => Math.floor(Math.abs(left) / unit) % (at ? 60 : Infinity));
    const days = Math.floor(hours / 24);
    const far = days > 4 ? `${days} ${french ? "jours" : "days"}` : `${hours} h ${two(minutes)} min ${two(seconds)} s`;
    clock.textContent = french ? `${left >= 0 ? "il reste" : "dépassé de"} ${far}` : (left >= 0 ? `${far} left` : `over by ${far}`);
    clock.classList.toggle("late", left < 0);
    clock.classList.toggle("soon", left >= 0 && left < 24 * 3600);
  });
  if (document.querySelector("[data-until]")) {
    tick();
    setInterval(tick, 1000);
  }

  each("form.upload", (form) => {
    const [input, bar, problem, button] = ["input[type=file]", "progress", ".problem", "button"].map((it) => form.querySelector(it));
    const tell = (text) => { problem.textContent = text; problem.hidden = !text; };
    const send = () => {
      const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
      if (size > Number(form.dataset.limit)) return tell(form.dataset.tooLarge);
      const request = new XMLHttpRequest();
      const over = () => { bar.hidden = true; button.disabled = false; };
      tell("");
      bar.hidden = false;
      bar.value = 0;
      button.disabled = true;
      request.upload.onprogress = (at) => { if (at.lengthComputable) bar.value = at.loaded / at.total; };
      request.onerror = () => { over(); tell(form.dataset.cut); };
      request.onload = () => {
        if (request.status < 400) return location.reload();
        const said = new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".problem");
        over();
        tell(said ? said.textContent : form.dataset.cut);
      };
      request.open("POST", form.action);
      request.send(new FormData(form));
    };
    form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
    form.querySelector(".drop").hidden = false;
    form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      send();
    });
  });

  // Loaded again until the answer is there; not while somebody chooses or sends a file, or reads what is folded.
  if (document.querySelector("[data-waits]")) {
    setInterval(() => {
      const chosen = [...document.querySelectorAll("input[type=file]")].some((input) => input.files.length);
      if (!chosen && !document.querySelector("details[open], progress:not([hidden])")) location.reload();
    }, 2000);
  }

  each("[data-events]", (running) => {
    const events = new EventSource(running.dataset.events);
    events.onmessage = (event) => {
      const state = JSON.parse(event.data);
      if (state.ended) {
        events.close();
        return location.reload();
      }
      const stage = running.querySelector(".stage"), bar = running.querySelector("progress");
      if (stage.textContent !== state.stage) stage.textContent = state.stage;
      if (state.share === null) bar.removeAttribute("value"); else bar.value = state.share;
      running.querySelector(".detail").textContent = state.detail;
    };
  });
})();
