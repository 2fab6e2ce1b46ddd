/* A window just large enough to load classic scripts from a folder, as a browser would. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

exports.openWindow = function (root) {
  const window = { setTimeout, clearTimeout, loaded: [] };
  const run = (file) => vm.runInContext(fs.readFileSync(path.join(root, file), "utf8"), window, { filename: file });
  const load = (script) => {
    try {
      run(script.src);
      script.onload();
    } catch (error) {
      script.onerror(error);
    }
  };
  const appendChild = (script) => window.loaded.push(script.src) && setTimeout(load, 0, script);
  Object.assign(window, { window, run, document: { createElement: () => ({}), head: { appendChild } } });
  return vm.createContext(window);
};

/* Reads the value that a test sent, hands it and a window to work, writes what comes back. */
exports.answer = async function (work) {
  const window = exports.openWindow(process.argv[2]);
  const value = JSON.parse(fs.readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(await work(window, value)));
};
