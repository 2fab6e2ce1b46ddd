/* On every page: the key / goes to the search box, but while one types in a field. */
(function () {
  "use strict";
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    const typing = at.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName);
    const box = document.getElementById("q");
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || typing || !box) return;
    event.preventDefault();
    box.focus();
  });
})();
