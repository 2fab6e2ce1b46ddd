/* Texts and redirects (pairs of key and term) in; the terms of each text out. */
"use strict";
require("./shim.js").answer((window, [texts, redirects]) => {
  window.run("search/lunr.js");
  window.run("static/js/search/analyser.js");
  const known = new Map(redirects);
  return texts.map((text) => window.Backfile.analyse(text, (key) => known.get(key)));
});
