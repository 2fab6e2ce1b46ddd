/* {base, queries: [[text, options], ...]} in; {answers, loaded, same} out: the engine's
 * answers (or {error}), the scripts it loaded, whether opening twice gave one engine. */
"use strict";
require("./shim.js").answer(async (window, { base, queries }) => {
  window.run("static/js/engine.js");
  const { search } = window.Backfile;
  const answers = [];
  for (const [text, options] of queries) {
    const failed = (error) => ({ error: error.message });
    answers.push(await search.open(base).then((engine) => engine.query(text, options)).catch(failed));
  }
  const same = (await search.open(base).catch(() => 1)) === (await search.open(base).catch(() => 1));
  return { answers, loaded: window.loaded, same };
});
