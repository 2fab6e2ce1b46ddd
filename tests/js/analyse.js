/* Texts in, the terms of each out. */
"use strict";
require("./shim.js").answer((window, texts) => {
  window.run("search/lunr.js");
  window.run("static/js/analyser.js");
  return texts.map((text) => window.Backfile.analyse(text));
});
