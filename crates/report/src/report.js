// Sorts, filters and copies what is on the page. It loads nothing, sends nothing and keeps nothing.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const lang = document.documentElement.lang;
  const words = document.body.dataset;
  const tools = document.getElementById("tools");
  const status = tools.querySelector("[role=status]");
  const tables = all("table");

  // Sorting: each column head becomes a button. Figures by what they are, words as the language has them, nothing last.
  const collator = new Intl.Collator(lang, { numeric: true });
  const key = (cell) => {
    const figure = cell.querySelector("data");
    if (figure) return Number(figure.value);
    return cell.querySelector(".none") ? "" : cell.textContent.trim();
  };
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
  const sort = (head, body) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = [...body.rows].map((row) => [key(row.cells[head.cellIndex]), row]);
    rows.sort(([a], [b]) => (a === "") - (b === "") || (up ? order(a, b) : order(b, a)));
    body.append(...rows.map(([, row]) => row));
  };

  // Copying: as a spreadsheet takes it, figures plain. Words that it would take for a formula are kept words.
  const copied = (cell) => {
    const figure = cell.querySelector("data");
    if (figure) return lang === "fr" ? figure.value.replace(".", ",") : figure.value;
    if (cell.querySelector(".none")) return "";
    const text = cell.textContent.trim().replace(/\s+/g, " ");
    return /^[=+@-]/.test(text) ? `'${text}` : text;
  };
  const lines = (table) =>
    [...table.rows]
      .filter((row) => !row.hidden)
      .map((row) => [...row.cells].filter((cell) => !cell.hidden).map(copied).join("\t"))
      .join("\n");
  const selected = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copy = async (table) => {
    const text = lines(table);
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = selected(text);
    }
    status.textContent = done ? words.copied : words.refused;
  };

  // Filtering: a row about another insurer or operator is hidden; so is a whole, where rows are parts of it.
  const chosen = { insurer: "", operator: "" };
  const other = ([who, id], element, wholes) =>
    id !== "" && (who in element.dataset ? element.dataset[who] !== id : wholes);
  const filter = () => {
    const choices = Object.entries(chosen);
    let shown = 0;
    let rows = 0;
    for (const table of tables) {
      for (const row of table.tBodies[0].rows) {
        row.hidden = choices.some((choice) => other(choice, row, "wholes" in table.dataset));
        shown += row.hidden ? 0 : 1;
        rows += 1;
      }
    }
    for (const cell of all("#t-matrix :is(th, td)[data-operator]")) {
      cell.hidden = other(["operator", chosen.operator], cell, false);
    }
    for (const select of all("select", tools)) select.value = chosen[select.dataset.filter];
    const number = (n) => n.toLocaleString(lang);
    const text = status.dataset.shown.replace("{shown}", number(shown)).replace("{all}", number(rows));
    status.textContent = text;
    document.body.classList.toggle("filtered", shown < rows);
  };
  const choose = (insurer, operator) => {
    Object.assign(chosen, { insurer, operator });
    filter();
  };

  // What is gone to unfolds.
  const unfold = () => {
    const goal = document.getElementById(location.hash.slice(1));
    const folded = goal ? [...all("details.fold", goal), goal.closest("details")] : [];
    for (const details of folded) if (details) details.open = true;
    if (goal && folded.length > 0) goal.scrollIntoView();
  };

  for (const table of tables) {
    for (const head of all("thead th", table)) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head, table.tBodies[0]));
      head.append(button);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.setAttribute("aria-label", `${words.copy} – ${table.caption.textContent}`);
    button.addEventListener("click", () => copy(table));
    table.parentNode.after(button);
  }
  for (const select of all("select", tools)) {
    select.addEventListener("change", () => choose(...all("select", tools).map((one) => one.value)));
  }
  for (const link of all("#t-matrix a")) {
    link.addEventListener("click", () => choose(link.dataset.insurer, link.dataset.operator));
  }
  tools.querySelector("button").addEventListener("click", () => choose("", ""));
  addEventListener("hashchange", unfold);
  tools.hidden = false;
  filter();
  unfold();
})();
