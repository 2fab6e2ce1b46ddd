/* Words in, what lunr.js's own stemmer makes of each out. */
"use strict";
require("./shim.js").answer((window, words) => {
  window.run("search/lunr.js");
  return words.map((word) => window.lunr.stemmer(new window.lunr.Token(word)).toString());
});
