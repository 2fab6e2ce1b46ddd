/* [[a, b, most], ...] in; for each how far apart the engine takes the words to be, and whether
 * its quick look would let them through. */
"use strict";
require("./shim.js").answer((window, pairs) => {
  window.run("static/js/search/spelling.js");
  const { alike, distance } = window.Backfile;
  return pairs.map(([a, b, most]) => [distance(a, b, most), alike(a, b, most)]);
});
