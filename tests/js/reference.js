/* {fields, documents, queries, most, redirects, apart} in, the results that lunr.js alone gives out:
 * [how many, [[ref, score], ...]] of each query, the first of them. Its index is built by its
 * own Builder on the same terms, and asked by its own search(). Documents may be a file's name. */
"use strict";
const fs = require("node:fs");
require("./shim.js").answer((window, { fields, documents, queries, most, redirects, apart }) => {
  window.run("search/lunr.js");
  window.run("static/js/search/analyser.js");
  const { lunr, Backfile } = window;
  // lunr merges nodes of its word tree whose names are spelt alike; those of one length never are
  if (apart) lunr.TokenSet._nextId = 1e8;
  const builder = new lunr.Builder();
  const moved = new Map(redirects || []);
  const terms = (token) => Backfile.analyse(token.toString(), (form) => moved.get(form));
  const analysed = (token) => terms(token).map((term) => new lunr.Token(term));
  lunr.Pipeline.registerFunction(analysed, "analysed");
  builder.searchPipeline.add(analysed);
  fields.forEach(([name, boost]) => builder.field(name, { boost }));
  const read = typeof documents === "string" ? JSON.parse(fs.readFileSync(documents, "utf8")) : documents;
  read.forEach((document) => builder.add(document));
  const index = builder.build();
  return queries.map((query) => {
    const found = index.search(query);
    return [found.length, found.slice(0, most).map(({ ref, score }) => [ref, score])];
  });
});
