"use strict";
// Judges the page, and writes what it found where the test reads it.
axe.run(document, { iframes: false }).then((judged) => {
  const said = judged.violations.map((rule) => ({ rule: rule.id, nodes: rule.nodes.map((node) => node.html.slice(0, 200)) }));
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth + 1;
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = JSON.stringify({ said, wide, passes: judged.passes.length, width: document.documentElement.clientWidth });
  document.body.append(result);
});
