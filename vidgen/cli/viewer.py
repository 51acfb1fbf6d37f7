"""The preview's page: one film per canvas, changed in place when a new version is there."""

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>vidgen preview</title>
<style>
  body { margin: 0; background: #18181a; color: #ecece8; font: 15px/1.5 system-ui, sans-serif; }
  header { padding: 12px 20px; display: flex; gap: 20px; align-items: baseline; }
  #error { color: #ff8a7a; }
  main { display: flex; flex-wrap: wrap; gap: 20px; padding: 0 20px 20px; align-items: flex-start; }
  video { display: block; max-height: 82vh; max-width: 60vw; background: #000; }
  figcaption { color: #9a9a94; }
  figure { margin: 0; }
</style>
<header><b>vidgen preview</b><span id="version">drafting …</span><span id="error"></span></header>
<main></main>
<script>
const main = document.querySelector("main");
const players = new Map();
function show(state) {
  document.getElementById("version").textContent =
    state.films.length ? "version " + state.version : "drafting …";
  document.getElementById("error").textContent = state.error;
  if (state.error) return;
  for (const [name, player] of players) {
    if (!state.films.includes(name)) { player.parentNode.remove(); players.delete(name); }
  }
  for (const name of state.films) {
    let player = players.get(name), at = 0, runs = true;
    if (player) { at = player.currentTime; runs = !player.paused; }
    else {
      const figure = document.createElement("figure");
      const caption = document.createElement("figcaption");
      player = document.createElement("video");
      player.controls = player.loop = player.muted = player.playsInline = true;
      caption.textContent = name;
      figure.append(player, caption);
      main.append(figure);
      players.set(name, player);
    }
    player.src = "/film/" + encodeURIComponent(name) + "?v=" + state.version;
    player.onloadedmetadata = () => { player.currentTime = Math.min(at, player.duration); };
    if (runs) player.play().catch(() => {});
  }
}
async function follow() {
  let version = -1;
  for (;;) {
    try {
      const state = await (await fetch("/state?after=" + version)).json();
      if (state.version !== version) { version = state.version; show(state); }
    } catch (problem) {
      document.getElementById("version").textContent = "vidgen has ended";
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}
follow();
</script>
</html>
"""
