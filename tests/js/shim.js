/* A window just large enough to load classic scripts from a folder, as a browser would. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const BASE = "file:///site/";

exports.openWindow = function (root) {
  const window = { setTimeout, clearTimeout, URL, loaded: [], down: new Set() };
  const run = (file) => vm.runInContext(fs.readFileSync(path.join(root, file), "utf8"), window, { filename: file });
  /* Runs a script as one that stands in the page. */
  const name = (file) => {
    window.document.currentScript = { src: BASE + file };
    run(file);
    window.document.currentScript = null;
  };
  const load = (script) => {
    try {
      if (window.down.delete(script.src)) throw new Error("down");
      run(script.src);
    } catch (error) {
      return script.onerror(error);
    }
    return script.onload();
  };
  const appendChild = (script) => window.loaded.push(script.src) && setTimeout(load, 0, script);
  const document = { baseURI: BASE, createElement: () => ({ remove() {} }), head: { appendChild } };
  Object.assign(window, { window, run, name, document });
  return vm.createContext(window);
};

/* Reads the value that a test sent, hands it and a window to work, writes what comes back. */
exports.answer = async function (work) {
  const window = exports.openWindow(process.argv[2]);
  const value = JSON.parse(fs.readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(await work(window, value)));
};
