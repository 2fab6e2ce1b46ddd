/* {base, queries: [[text, options], ...]} in; {answers, loaded, same} out: the engine's
 * answers (or {error}), for each query the scripts it loaded, whether opening twice gave one
 * engine. page: a root script that the page itself names. down: addresses that fail at first.
 * brief: of hits only [ref, score]. spread: beginnings of words, how many shards each would load. */
"use strict";
require("./shim.js").answer(async (window, { base, queries, page, down = [], brief, spread = [] }) => {
  window.run("static/js/search.js");
  if (page) window.name(page);
  const { search } = window.Backfile;
  const answers = [];
  const loaded = [];
  window.down = new Set(down);
  for (const [text, options] of queries) {
    const before = window.loaded.length;
    const failed = (error) => ({ error: error.message });
    answers.push(await search.open(base).then((engine) => engine.query(text, options)).catch(failed));
    if (brief) answers.push(shortened(answers.pop()));
    loaded.push(window.loaded.slice(before));
  }
  const same = (await search.open(base).catch(() => 1)) === (await search.open(base).catch(() => 1));
  const counts = [];
  for (const start of spread) counts.push(await (await search.open(base)).spread(start));
  return { answers, loaded, same, spread: counts, scripts: window.loaded };
});

function shortened(answer) {
  return answer.error ? answer : { ...answer, hits: answer.hits.map(({ ref, score }) => [ref, score]) };
}
