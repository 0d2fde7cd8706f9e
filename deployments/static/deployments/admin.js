// Names the autocomplete fields: Select2 does not take over the label of the field it replaces.
"use strict";
{
  const nameFields = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      const box = select.nextElementSibling?.querySelector("[role=combobox]");
      const label = select.labels?.[0];
      const name = label ? label.textContent.replace(/:\s*$/, "").trim() : select.getAttribute("aria-label");
      if (!box || !name) continue;
      const shown = box.querySelector(".select2-selection__rendered");
      shown?.setAttribute("aria-label", name);
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", shown?.title ? `${name}: ${shown.title}` : name);
      box.querySelector("input.select2-search__field")?.setAttribute("aria-label", name);
    }
  };
  const nameAll = () => nameFields(document);

  // Select2 is set up by jQuery's ready callbacks, which run in order and may follow "load".
  window.addEventListener("load", () => django.jQuery(() => {
    nameAll();
    django.jQuery(document).on("select2:select select2:clear select2:unselect", nameAll);
  }));
  document.addEventListener("formset:added", () => setTimeout(nameAll));
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.(".select2-search__field")) return;
    const open = document.querySelector(".select2-container--open [role=combobox]");
    if (open) event.target.setAttribute("aria-label", open.getAttribute("aria-label"));
  });
}
