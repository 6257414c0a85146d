// What Material makes while the page is shown: a table that scrolls sideways can be reached by the
// keyboard, and the button that copies a line is no part of the navigation.
(() => {
  const mend = () => {
    for (const table of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
      table.tabIndex = 0;
    }
    for (const button of document.querySelectorAll(".md-code__nav:not([role])")) {
      button.setAttribute("role", "presentation");
    }
  };
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  mend();
})();
