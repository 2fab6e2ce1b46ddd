/* What stands in the box in, what the engine is asked out: Backfile.page.question(text,
 * any, reach, engine) gives a Promise of it. Plain words must all occur, unless any
 * will do. The last word may be unfinished: it is also looked for by its beginning, if
 * no more files than reach hold all words that begin so (0: it is whole). What has
 * signs of the query language is left as it is.
 */
(function () {
  "use strict";
  const { Backfile } = window;
  const { page } = Backfile;

  const OPERATORS = /(^|\s)[+-]\S|["“”„‟«»*~^\\]|(^|\s)(title|text|tags|authors|source):\S/;
  const ORDERS = { newest: "newest first", oldest: "oldest first" };
  const SHORTEST = 2; // letters from which a word may be unfinished; one letter begins too many

  /* Without a last letter alone: it begins too many words to be of use, unless it is one. */
  function begun(text) {
    return text.replace(/(^|\s)\p{LC}$/u, "$1").trimStart();
  }

  function isPlain(text) {
    return !OPERATORS.test(text);
  }

  function words(text) {
    const parts = text.split(/[\s:]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    return parts.map((word) => word.replace(/^[+-]+/, ""));
  }

  function hasSeveral(text) {
    return isPlain(text) && words(text).length > 1;
  }

  async function question(text, any, reach, engine) {
    if (!isPlain(text)) return text;
    const all = words(text);
    const last = all.pop();
    if (last === undefined) return "";
    const sign = any ? "" : "+";
    // the whole word counts more than words that only begin with it
    const grown = (await grows(text, last, reach, engine)) ? ` ${last}^4` : "";
    return [...all, last].map((word) => sign + word).join(" ") + (grown && `*${grown}`);
  }

  async function grows(text, word, reach, engine) {
    if (!reach || word.length < SHORTEST || !/[\p{L}\p{N}]$/u.test(text)) return false;
    // what is no one word to the index (pre-war, Chinese) has no one beginning
    const [form, ...others] = Backfile.forms(word);
    return !others.length && form === Backfile.fold(word) && (await engine.spread(form)) <= reach;
  }

  /* A question as paper shows it. */
  function described({ text, any, sort }) {
    const words = text.trim() || "everything";
    const how = [any && isPlain(text) && "any word", ORDERS[sort]].filter(Boolean).join(", ");
    return `Searched for: ${words}${how && ` (${how})`}`;
  }

  Object.assign(page, { question, begun, isPlain, hasSeveral, described });
})();
