// What a page does besides its forms: clocks that tick, uploads that show how far they are, answers that are saved as they are typed,
// an assessment that is followed.
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

  // A text is copied from where it stands; where a browser does not allow it, it is selected to be copied by hand.
  each("[data-copies]", (button) => { button.hidden = false; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copies]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copies);
    const done = () => { button.textContent = button.dataset.done; };
    navigator.clipboard.writeText(text.textContent).then(done, () => getSelection().selectAllChildren(text));
  });

  // Puts what a page says now in the places that are renewed.
  const renew = (page) => page.querySelectorAll("[data-live]").forEach((now) => {
    const here = document.getElementById(now.id);
    if (!here || here.innerHTML === now.innerHTML) return;
    here.innerHTML = now.innerHTML;
    here.querySelectorAll("[data-copies]").forEach((button) => { button.hidden = false; });
  });

  // What waits for an answer is renewed until it is there; forms, which somebody may be filling in, are left alone.
  if (document.querySelector("[data-follows]")) {
    const follow = async () => {
      const answer = await fetch(location.href).catch(() => null);
      if (!answer || !answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      renew(page);
      if (page.querySelector("[data-follows]")) setTimeout(follow, 2000);
    };
    setTimeout(follow, 2000);
  }

  // What is typed is saved as it is typed; what follows from it is taken from the answer. The fields themselves are left alone.
  each("form[data-saves]", (form) => {
    const changed = new Map();
    let timer, sending = false;
    each("[data-unscripted]", (button) => { button.hidden = true; });
    const mark = () => form.querySelectorAll("[name]").forEach((field) => {
      const fault = document.getElementById(`${field.id}-fault`);
      if (fault && fault.textContent.trim()) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    });
    const save = async (last) => {
      clearTimeout(timer);
      if ((sending && !last) || !changed.size) return;
      sending = true;
      const sent = new URLSearchParams([...changed]);
      changed.clear();
      try {
        const answer = await fetch(form.action, { method: "POST", body: sent, keepalive: last });
        renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
        mark();
        each("[data-fresh]", (frame) => { frame.src = frame.src; });
      } catch {
        for (const [name, value] of sent) if (!changed.has(name)) changed.set(name, value);
        const state = document.getElementById("state"), problem = document.createElement("p");
        problem.className = "notice grave";
        problem.textContent = form.dataset.saves;
        state.replaceChildren(problem);
      }
      sending = false;
      if (changed.size) timer = setTimeout(save, 2000);
    };
    form.addEventListener("input", (event) => {
      if (!event.target.name) return;
      changed.set(event.target.name, event.target.value);
      clearTimeout(timer);
      timer = setTimeout(save, event.target.tagName === "SELECT" ? 0 : 700);
    });
    form.addEventListener("focusout", () => save());
    form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
    addEventListener("pagehide", () => save(true));
  });

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
