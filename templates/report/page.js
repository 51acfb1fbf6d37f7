"use strict";
{
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll("article")];
  const words = rows.map(() => "");

  // Every word typed must stand in the row; a row's text is read once, when it is first searched.
  const filter = () => {
    const { state, category, text } = form.elements;
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, n) => {
      if (wanted.length && !words[n]) words[n] = row.textContent.toLowerCase();
      row.hidden =
        (state.value && row.dataset.state !== state.value) ||
        (category && category.value && row.dataset.category !== category.value) ||
        !wanted.every((word) => words[n].includes(word));
      if (!row.hidden) shown += 1;
    });
    document.getElementById("shown").textContent = shown;
    document.getElementById("none").hidden = shown > 0;
  };
  let soon = 0;
  form.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(filter, rows.length > 500 ? 150 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  filter(); // a browser may have kept what was chosen before a reload

  // A browser's player is some two hundred elements: far down the page a film is its cover, a link,
  // and becomes a player only while it is near the window. Its file is read when it is played.
  const covers = new WeakMap();
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        const cover = covers.get(target);
        if (isIntersecting && !cover) swap(target, player(target));
        if (!isIntersecting && cover && target.paused) swap(target, cover);
      }
    },
    { rootMargin: "600px" },
  );
  const player = (cover) => {
    const video = document.createElement("video");
    const picture = cover.querySelector("img");
    Object.assign(video, { controls: true, preload: "none", playsInline: true });
    video.className = cover.className;
    if (picture) video.poster = picture.getAttribute("src");
    video.src = cover.getAttribute("href");
    covers.set(video, cover);
    return video;
  };
  const swap = (old, made) => {
    near.unobserve(old);
    old.replaceWith(made);
    near.observe(made);
  };
  document.querySelectorAll("a.film").forEach((cover) => near.observe(cover));

  // The other shapes of a film play in its place.
  document.querySelector("main").addEventListener("click", (event) => {
    const link = event.target.closest(".cuts a");
    const video = link && link.closest("article").querySelector("video");
    if (!video || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.parentNode.querySelectorAll("a").forEach((a) => a.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    video.className = `a${link.textContent.replace(":", "x")}`;
    if (link.dataset.cover) video.poster = link.dataset.cover;
    video.src = link.getAttribute("href");
    video.play();
  });
}
