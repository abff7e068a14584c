// Works the page as a reader would, and writes what came of it into <pre id="result">.
(async () => {
  const outcome = { checks: 0, failures: [] };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const check = (right, what) => {
    outcome.checks += 1;
    if (!right) outcome.failures.push(what);
  };
  const status = document.querySelector("#tools [role=status]");
  const shown = () => all("tbody tr").filter((row) => !row.hidden);
  const told = () => Number(status.textContent.replace(/[\u202f\u00a0, ]/g, "").match(/\d+/)[0]);
  const figures = (rows, column) => rows.map((row) => Number(row.cells[column].querySelector("data").value));
  const sorted = (numbers, sign) => numbers.every((n, i) => i === 0 || sign * (n - numbers[i - 1]) >= 0);

  try {
    check(!document.getElementById("tools").hidden, "the tools are shown");
    check(told() === all("tbody tr").length, "the status tells all rows");

    // Sorting: by figures and by words, up, then down, one column at a time, no row lost.
    const scopes = document.getElementById("t-scopes");
    const heads = [...scopes.tHead.rows[0].cells];
    const before = scopes.tBodies[0].rows.length;
    for (const [direction, sign] of [["ascending", 1], ["descending", -1]]) {
      heads[4].querySelector("button").click();
      check(heads[4].getAttribute("aria-sort") === direction, `aria-sort is ${direction}`);
      check(sorted(figures([...scopes.tBodies[0].rows], 4), sign), `figures are ${direction}`);
    }
    heads[0].querySelector("button").click();
    const names = [...scopes.tBodies[0].rows].map((row) => row.cells[0].textContent);
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    check(names.every((name, i) => i === 0 || collator.compare(names[i - 1], name) <= 0), "names are in order");
    check(all("[aria-sort]", scopes).length === 1, "one column is sorted by");
    check(scopes.tBodies[0].rows.length === before, "no row is lost by sorting");

    // Filtering: each choice shows the rows about it, and hides those about another.
    const [insurers, operators] = all("#tools select");
    for (const insurer of [...insurers.options].map((option) => option.value).filter(Boolean)) {
      insurers.value = insurer;
      insurers.dispatchEvent(new Event("change"));
      const rows = shown();
      check(rows.every((row) => (row.dataset.insurer ?? insurer) === insurer), `only rows of ${insurer}`);
      const of = all(`tbody tr[data-insurer="${insurer}"]`);
      check(of.length > 0 && of.every((row) => !row.hidden), `every row of ${insurer}`);
      check(rows.length === told(), `the status counts the rows of ${insurer}`);
    }
    document.querySelector("#tools button").click();
    check(insurers.value === "" && shown().length === all("tbody tr").length, "all rows are shown again");

    // Drilling: a cell of the matrix chooses both, and what is folded unfolds where one goes.
    const link = all("#t-matrix tbody a").find((a) => a.dataset.insurer && a.dataset.operator);
    link.click();
    await new Promise((done) => setTimeout(done, 50));
    const { insurer, operator } = link.dataset;
    check(insurers.value === insurer && operators.value === operator, "a cell sets the filters");
    check(location.hash === "#t-scopes", "a cell leads to its figures");
    const here = shown().filter((row) => row.closest("#t-scopes"));
    check(here.length === 1 && here[0].dataset.operator === operator, "one row of figures is left");
    check(
      here[0].cells[4].querySelector("data").value === link.querySelector("data").value,
      "the figures are those of the cell",
    );
    const filteredMatrix = all("#t-matrix thead th").filter((head) => !head.hidden && head.dataset.operator);
    check(filteredMatrix.length === 1, "the matrix shows one operator");
    document.querySelector('#tools a[href="#rules"]').click();
    await new Promise((done) => setTimeout(done, 50));
    check(all("#rules details.fold").every((details) => details.open), "rules unfold when gone to");

    // Copying: as many lines as rows are shown, plain figures.
    let copied = "";
    const clipboard = { writeText: async (text) => void (copied = text) };
    Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
    scopes.closest("section").querySelectorAll("button.copy")[1].click();
    await new Promise((done) => setTimeout(done, 50));
    const lines = copied.split("\n").map((line) => line.split("\t"));
    check(lines.length === 2 && lines.every((line) => line.length === heads.length), "the copy is the table shown");
    check(lines[1]?.[4] === link.querySelector("data").value, "the copy has plain figures");
    check(status.textContent === document.body.dataset.copied, "the copy is told");
    document.querySelector("#tools button").click();

    check(performance.getEntriesByType("resource").length === 0, "nothing was asked of anybody");
    outcome.dark = matchMedia("(prefers-color-scheme: dark)").matches;

    // Accessibility: all of it, nothing folded.
    for (const details of all("details")) details.open = true;
    const { violations, passes } = await axe.run(document, { resultTypes: ["violations"] });
    check(passes.length > 20, "axe ran");
    for (const { id, help, nodes } of violations) {
      outcome.failures.push(`${id}: ${help} – ${nodes.length} × ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
    }
  } catch (error) {
    outcome.failures.push(String(error?.stack ?? error));
  }
  const result = document.createElement("pre");
  result.id = "result";
  // No character of it is markup, so that it is read from the page as it is.
  result.textContent = JSON.stringify(outcome).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
  document.body.append(result);
})();
