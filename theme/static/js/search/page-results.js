/* An answer of the engine in, the elements that show it out: Backfile.page.hits(found,
 * base), .day(date), .offer(suggestion, asked, choose), .make(tag, properties,
 * ...children) and .button(words, act); as words .count(total). All text gets in as
 * text, never as HTML.
 */
(function () {
  "use strict";
  const { page } = window.Backfile;

  const written = document.documentElement.lang || "en";
  const language = written === "en" ? "en-GB" : written; // dates as the archive's pages have them
  const canonical = document.querySelector("link[rel=canonical]");

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function button(words, act, properties) {
    const made = make("button", { type: "button", ...properties }, words);
    made.addEventListener("click", act);
    return made;
  }

  function hits(found, base) {
    return found.map((one) => hit(one, base));
  }

  function hit({ title, url, date, source, summary, snippet }, base) {
    const link = make("a", { href: base + url, dir: "auto" }, title || summary || url);
    const parted = date && source ? " · " : "";
    const meta = make("p", { className: "hit-meta" }, day(date), parted, make("bdi", {}, source));
    const pieces = (snippet || [[summary, false]]).map(([text, marked]) => (marked ? make("mark", {}, text) : text));
    const heading = make("h2", { className: "hit-title" }, link);
    const place = make("p", { className: "printed" }, canonical ? new URL(url, canonical.href).href : url);
    return make("li", {}, heading, meta, make("p", { dir: "auto" }, ...pieces), place);
  }

  /* An ISO day, month or year as words; what it is exactly stays for machines. */
  function day(date) {
    if (!date) return "";
    const parts = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" } };
    const form = parts[date.length] || { dateStyle: "long" };
    const time = new Date(date);
    if (Number.isNaN(time.getTime())) return date; // an address may say anything
    const words = new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" }).format(time);
    return make("time", { dateTime: date }, words);
  }

  function count(total) {
    if (total === 0) return "Nothing found.";
    return total === 1 ? "1 result." : `${total.toLocaleString("en")} results.`;
  }

  /* Where nothing was found: one click to what would find something. */
  function offer(suggestion, { text, any, filters }, choose) {
    const plain = page.isPlain(text);
    if (suggestion) {
      const better = plain ? suggestion.replace(/(^|\s)\+/g, "$1") : suggestion; // the + is ours
      return make("p", {}, "Did you mean ", button(better, () => choose({ text: better })), "?");
    }
    const several = plain && !any && page.words(text).length > 1;
    const filtered = Object.keys(filters).length > 0;
    const ways = [
      several && button("Search for any of these words", () => choose({ any: true })),
      filtered && button("Search without the filters", () => choose({ filters: {} })),
    ];
    return make("p", { className: "ways" }, ...ways.filter(Boolean));
  }

  Object.assign(page, { offer, make, button, hits, day, count });
})();
