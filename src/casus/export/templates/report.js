"use strict";
(() => {
  const box = document.getElementById("find");
  const items = [...document.querySelectorAll("article.incident")];
  const count = document.getElementById("found");
  box.closest("p").hidden = false;
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    count.textContent = words.length ? `${shown} of ${items.length} incidents` : "";
  });
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    const fold = target && target.querySelector("details");
    if (fold) fold.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();
})();
