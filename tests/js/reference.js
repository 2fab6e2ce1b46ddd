/* {fields, documents, queries} in, the results that lunr.js alone gives out, as [ref, score].
 * Its index is built by its own Builder on the same terms, and asked by its own search(). */
"use strict";
require("./shim.js").answer((window, { fields, documents, queries }) => {
  window.run("search/lunr.js");
  window.run("static/js/analyser.js");
  const { lunr, Backfile } = window;
  const builder = new lunr.Builder();
  const analysed = (token) => Backfile.analyse(token.toString()).map((term) => new lunr.Token(term));
  lunr.Pipeline.registerFunction(analysed, "analysed");
  builder.searchPipeline.add(analysed);
  fields.forEach(([name, boost]) => builder.field(name, { boost }));
  documents.forEach((document) => builder.add(document));
  const index = builder.build();
  return queries.map((query) => index.search(query).map(({ ref, score }) => [ref, score]));
});
