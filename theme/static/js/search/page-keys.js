/* Keys of the search page in, the focus where they lead out: Down from the box into
 * the results, Up and Down among them, Escape back to the box, and there all away:
 * Backfile.page.keys(box, results, empty) heeds them; empty() is what empties the box.
 * Enter on a result opens it, as on any link; site.js leads from / to the box.
 */
(function () {
  "use strict";
  const { page } = window.Backfile;
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };

  page.keys = function (box, results, empty) {
    document.addEventListener("keydown", (event) => {
      const { key, target } = event;
      if (key === "Escape" && results.contains(target)) box.focus();
      else if (key === "Escape" && target === box && box.value) act(event, empty);
      else if (key in STEPS) step(event, STEPS[key]);
    });

    function step(event, by) {
      const links = page.links(results);
      const place = links.indexOf(event.target);
      if (place === -1 && (event.target !== box || by < 0)) return;
      const to = links[place + by] || (place + by < 0 ? box : null);
      if (to) act(event, () => to.focus());
    }
  };

  /* Instead of what the browser would do: scroll, or empty the box on its own. */
  function act(event, what) {
    event.preventDefault();
    what();
  }

  /* Who went on into the results while a newer answer was on its way stays in them. */
  page.inPlace = function (box, results, change) {
    const place = page.links(results).indexOf(document.activeElement);
    change();
    if (place >= 0) (page.links(results)[place] || box).focus();
  };

  page.links = (results) => [...results.querySelectorAll(".hit-title a")];
})();
