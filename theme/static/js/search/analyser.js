/* Text in, the terms that the search index holds out: Backfile.analyse(text, redirect).
 * Twin of plugins/backfile/search/forms.py, english.py, cyrillic.py and analyser.py, where
 * the steps are explained; tests/js proves them equal. Change both. Needs lunr.js when it is called.
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
  const STRESS = /([\u0400-\u052f])[\u0300\u0301]+/g;
  const PLAIN = { ß: "ss", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe", ı: "i", þ: "th", ð: "d", ς: "σ" };
  const TOKEN = new RegExp(
    "([0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))" + // a number
      "|([^ ',.0-9](?:[.][^ ',.0-9])+)(?![^ ',.])[.]?(?:'s(?![^ ',.]))?" + // an acronym
      "|([^ ',.]+(?:'[^ ',.]+)*)", // a word
    "gu",
  );
  const PAIRED =
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff" +
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}";
  const RUNS = new RegExp(`([${PAIRED}]+)|[^${PAIRED}]+`, "gu");
  const HAS_PAIRED = new RegExp(`[${PAIRED}]`, "u");

  const NAME_ENDING = /^([a-z]{2,}[sc]k)(?:y[ijy]|i[ijy])s?$|^([a-z]{3,}[b-df-hj-np-tv-xz])(?:y[ijy]|iy)$/;

  const ENDINGS =
    "а я о е є и ы і ї у ю ь й " +
    "ий ій ої ого ому им ім їм их іх їх ими іми їми ою ею єю ьої ього його ьому йому ьою " +
    "ый ой ых ым ыми ая яя ую юю ое ее ые ие иє ей ом ем єм ям ам ами ями ах ях ів їв " +
    "ия ию ии ием ией иям иями иях ья ью ье ьи ьем ьям ьями ьях ія ії ію ією ієм іям іями іях";
  const VERBS =
    "аю яю ую юю ає яє ує ює іє аєш аємо ають яють уємо ують юють іють " +
    "ает яет ует еет ають ают яют уют еют аешь аем уем аете " +
    "ував ював увала ювала увало ювало ували ювали увати ювати " +
    "овать овал овала овали овало евать евал ивать ивал ывать ывал " +
    "ться ється ається аються уються ится иться уться ются ятся";
  const VOWELS = "аеиоуыэюяіїєѣ";
  const either = (endings) => `(?:${endings.replace(/ /g, "|")})$`;
  const VERB = new RegExp("^(.{5,}?)" + either(VERBS));
  const ENDING = new RegExp(
    `^((?:[${VOWELS}]..|[^${VOWELS}][${VOWELS}].|[^${VOWELS}]{2,}[${VOWELS}]).*?)` + either(ENDINGS),
  );
  const REFLEXIVE = /^(.{3,}[авиоть])(?:ся|сь)$/;
  const EVENED = [
    [/([сцз])ьк$/, "$1к"],
    [new RegExp(`([^${VOWELS}])[ое]([кц])$`), "$1$2"],
    [/([аяеєі])нн$/, "$1н"],
    [/іст$/, "ост"],
    [/ів$/, "ов"],
    [/їв$/, "єв"],
  ];
  const SHORTEST = 4;

  /* What was worked out once for a text or a word; emptied before it grows large. */
  function remembering(work) {
    let memory = new Map();
    return (key) => {
      let found = memory.get(key);
      if (found === undefined) {
        if (memory.size >= 100000) memory = new Map();
        memory.set(key, (found = work(key)));
      }
      return found;
    };
  }

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
      .replace(STRESS, "$1")
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

  /* Overlapping pairs of the signs of a run; a sign alone stays. */
  function pairs(run) {
    const signs = Array.from(run);
    return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
  }

  function parts(word) {
    if (!HAS_PAIRED.test(word)) return [word];
    return Array.from(word.matchAll(RUNS)).flatMap(([whole, run]) => (run ? pairs(run) : [whole]));
  }

  const formsOfChunk = remembering((chunk) => {
    const words = Array.from(fold(chunk).matchAll(TOKEN), wordOf).filter(Boolean);
    return words.flatMap(parts).filter((form) => !isStopWord(form));
  });

  function stemLatin(word) {
    const name = NAME_ENDING.exec(word);
    return lunr.stemmer(new lunr.Token(name ? (name[1] || name[2]) + "y" : word)).toString();
  }

  function stemCyrillic(word) {
    let plain = word.replace(/ё/g, "е").replace(/ґ/g, "г");
    const reflexive = REFLEXIVE.exec(plain);
    if (reflexive) plain = reflexive[1];
    const ending = VERB.exec(plain) || ENDING.exec(plain);
    if (ending) plain = ending[1];
    if (plain.length < SHORTEST) return plain;
    return EVENED.reduce((stemmed, [pattern, even]) => stemmed.replace(pattern, even), plain);
  }

  const stem = remembering((form) => {
    if (/^[a-z]+$/.test(form)) return stemLatin(form);
    return /^[\u0400-\u052f]+$/.test(form) ? stemCyrillic(form) : form;
  });

  const forms = (text) => text.split(/\s+/).flatMap(formsOfChunk);

  /* A form's term is what the archive's redirects say of it, else of its stem, else its stem. */
  function term(form, redirect) {
    return redirect?.(form) ?? redirect?.(stem(form)) ?? stem(form);
  }

  Object.assign(Backfile, { fold, forms, stem, isStopWord });
  Backfile.analyse = (text, redirect) => forms(text).map((form) => term(form, redirect));
})();
