/* Text in, the terms that the search index holds out: Backfile.analyse(text).
 * Twin of plugins/backfile/search/analyser.py, where the steps are explained;
 * tests/js proves the two equal. Change both. Needs lunr.js when it is called.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  const APOSTROPHES = /[’‘ʼ`´′]/g;
  const INVISIBLE = /[\u00ad\u200c\u200d\u2060]/g;
  const ACCENTS = new RegExp(
    "([0-9a-z\u00df-\u02af\u0370-\u03ff\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f])" +
      "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+",
    "g",
  );
  const PLAIN = { ß: "ss", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ı: "i", þ: "th", ð: "d", ς: "σ" };
  const TOKEN = new RegExp(
    "([0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))" + // a number
      "|([^ ',.0-9](?:[.][^ ',.0-9])+)(?![^ ',.])[.]?(?:'s(?![^ ',.]))?" + // an acronym
      "|([^ ',.]+(?:'[^ ',.]+)*)", // a word
    "gu",
  );
  const REMEMBERED = 100000;
  let memory = new Map();

  /* The same letters as the index has, with the signs ' , . and spaces between. */
  function fold(text) {
    return text
      .replace(APOSTROPHES, "'")
      .replace(INVISIBLE, "")
      .normalize("NFKD")
      .toLowerCase()
      .replace(ACCENTS, "$1")
      .replace(/[ßłøđæœıþðς]/g, (letter) => PLAIN[letter])
      .normalize("NFC")
      .replace(/[^\p{L}\p{N}\p{M}',.]/gu, " ")
      .replace(/(^|[ ',.])\p{M}+/gu, "$1 ");
  }

  function isStopWord(word) {
    return lunr.stopWordFilter(new lunr.Token(word)) === undefined;
  }

  function wordOf(match) {
    const [, number, acronym, word] = match;
    if (number) return number.replace(/,/g, "");
    if (!acronym) return word.replace(/'s$/, "").replace(/'/g, "");
    const joined = acronym.replace(/[.]/g, "");
    return isStopWord(joined) ? acronym : joined;
  }

  function stem(word) {
    return /^[a-z]+$/.test(word) ? lunr.stemmer(new lunr.Token(word)).toString() : word;
  }

  function analyseChunk(chunk) {
    const words = Array.from(fold(chunk).matchAll(TOKEN), wordOf);
    return words.filter((word) => word && !isStopWord(word)).map(stem);
  }

  /* Most chunks occur again and again; the memory is emptied before it grows large. */
  function remembered(chunk) {
    let terms = memory.get(chunk);
    if (!terms) {
      if (memory.size >= REMEMBERED) memory = new Map();
      memory.set(chunk, (terms = analyseChunk(chunk)));
    }
    return terms;
  }

  Backfile.fold = fold;
  Backfile.analyse = (text) => text.split(/\s+/).flatMap(remembered);
})();
