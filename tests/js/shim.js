/* A window just large enough to load classic scripts from a folder, as a browser would. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

/* Paths that begin with / are taken as they are, all others from the root. */
exports.openWindow = function (root) {
  const loaded = [];
  const window = { console, setTimeout, clearTimeout };
  window.window = window;
  window.document = {
    createElement: () => ({}),
    head: {
      appendChild(script) {
        const file = path.resolve(root, decodeURIComponent(script.src));
        loaded.push(path.relative(root, file));
        setTimeout(() => {
          if (!fs.existsSync(file)) return script.onerror(new Error("not found"));
          vm.runInContext(fs.readFileSync(file, "utf8"), window, { filename: file });
          script.onload();
        }, 0);
      },
    },
  };
  vm.createContext(window);
  window.run = (file) => vm.runInContext(fs.readFileSync(file, "utf8"), window, { filename: file });
  window.loaded = loaded;
  return window;
};
