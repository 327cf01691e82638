(() => {
  const box = document.getElementById("filter-text");
  const found = document.getElementById("filter-found");
  const entries = [...document.querySelectorAll("[data-filterable]")];
  const texts = entries.map((entry) => entry.textContent.toLowerCase());
  document.getElementById("filter").hidden = false;
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    entries.forEach((entry, index) => {
      entry.hidden = !words.every((word) => texts[index].includes(word));
      shown += entry.hidden ? 0 : 1;
    });
    found.textContent = words.length ? `${shown} of ${entries.length} entries shown` : "";
  });
})();
