/* An answer of the engine in, the elements that show it out: Backfile.page.hits(found,
 * base), .day(date), .offer(suggestion, asked, choose), .make(tag, properties,
 * ...children) and .button(words, act); as words .count(total, isLoose). All text gets in as
 * text, never as HTML.
 */
(function () {
  "use strict";
  const { page } = window.Backfile;

  const MOMENT = 250; // milliseconds; while one types, results change faster
  const wholes = new WeakMap(); // by element, what promises the piece of the whole text

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

  /* The text of a hit is loaded once it has been on the screen for a moment. */
  const looking = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) setTimeout(() => target.isConnected && complete(target), MOMENT);
    }
  });

  async function complete(item) {
    looking.unobserve(item);
    const whole = wholes.get(item);
    wholes.delete(item);
    // without its text the summary stays, which is no failure of the search
    const pieces = whole && (await whole().catch(() => null));
    if (pieces) item.querySelector(".snippet").replaceChildren(...marked(pieces));
  }

  function marked(pieces) {
    return pieces.map(([text, isFound]) => (isFound ? make("mark", {}, text) : text));
  }

  function hit({ title, url, date, source, summary, snippet, whole }, base) {
    const link = make("a", { href: base + url, dir: "auto" }, title || summary || url);
    const parted = date && source ? " · " : "";
    const meta = make("p", { className: "hit-meta" }, day(date), parted, make("bdi", {}, source));
    const piece = make("p", { className: "snippet", dir: "auto" }, ...marked(snippet || [[summary, false]]));
    const heading = make("h2", { className: "hit-title" }, link);
    const place = make("p", { className: "printed" }, canonical ? new URL(url, canonical.href).href : url);
    const item = make("li", {}, heading, meta, piece, place);
    if (whole) wholes.set(item, whole);
    if (whole) looking.observe(item);
    return item;
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

  function count(total, isLoose) {
    if (isLoose) return `Nothing has all of these words. ${count(total).slice(0, -1)} with some of them.`;
    if (total === 0) return "Nothing found.";
    return total === 1 ? "1 result." : `${total.toLocaleString("en")} results.`;
  }

  /* Where nothing was found: one click to what would find something. */
  function offer(suggestion, { text, filters }, choose) {
    const plain = page.isPlain(text);
    if (suggestion) {
      const better = plain ? suggestion.replace(/(^|\s)\+/g, "$1") : suggestion; // the + is ours
      return make("p", {}, "Did you mean ", button(better, () => choose({ text: better })), "?");
    }
    if (!Object.keys(filters).length) return null;
    return make("p", {}, button("Search without the filters", () => choose({ filters: {} })));
  }

  Object.assign(page, { offer, make, button, hits, day, count });
})();
