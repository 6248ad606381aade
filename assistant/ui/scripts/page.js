// What Streamlit cannot do: the focus in the box when a page opens, a way past the sidebar for the keyboard, the menu
// of a phone closed once it was used, the chosen theme, and a word when the server is gone.
const paths = ["/", "/ask", "/brief", "/lookup", "/library", "/settings"];
const narrow = () => window.innerWidth < 768;

function focusBox(selector, tries) {
  const box = document.querySelector(selector);
  const free = !document.activeElement || document.activeElement === document.body || document.activeElement.closest('[data-testid="stSidebarNav"]');
  if (box && free) box.focus({ preventScroll: true });
  else if (tries > 0) setTimeout(() => focusBox(selector, tries - 1), 100);
}

function skipLink(data) {
  let skip = document.getElementById("skip-to-box");
  if (!skip) {
    skip = document.createElement("button");
    skip.id = "skip-to-box";
    skip.type = "button";
    document.body.prepend(skip);
  }
  skip.textContent = data.skip;
  skip.onclick = () => document.querySelector(data.box)?.focus();
}

function closeMenuAfterUse() {
  if (window.newsdeskCloses) return;
  window.newsdeskCloses = true;
  const uses = '[data-testid="stSidebarNavLink"], [class*="st-key-talk-"] button, .st-key-new-chat button';
  const close = () => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  document.addEventListener("click", (event) => {
    if (narrow() && event.target.closest('[data-testid="stSidebar"]') && event.target.closest(uses)) setTimeout(close, 200);
  }, true);
}

function applyTheme(theme) {
  const shown = getComputedStyle(document.querySelector(".stApp")).colorScheme;
  document.documentElement.style.colorScheme = shown;
  if (!theme) return;
  const wanted = JSON.stringify(theme);
  const keys = paths.map((path) => `stActiveTheme-${path}-v2`);
  const kept = localStorage.getItem(`stActiveTheme-${window.location.pathname}-v2`);
  keys.forEach((key) => localStorage.setItem(key, wanted));
  if (kept !== wanted && !(kept === null && theme === "System")) window.location.reload();
}

function watchServer(said) {
  if (window.newsdeskWatch) return;
  let missed = 0;
  const tell = (gone) => {
    let note = document.getElementById("server-gone");
    if (!gone) return note?.remove();
    if (note) return;
    note = document.createElement("div");
    note.id = "server-gone";
    note.setAttribute("role", "alert");
    note.textContent = said;
    document.body.append(note);
  };
  const look = async () => {
    const answered = await fetch("/_stcore/health", { cache: "no-store" }).then((reply) => reply.ok, () => false);
    missed = answered ? 0 : missed + 1;
    tell(missed > 1);
  };
  window.newsdeskWatch = setInterval(look, 2500);
}

export default function ({ data }) {
  applyTheme(data.theme);
  skipLink(data);
  closeMenuAfterUse();
  watchServer(data.gone);
  if (window.newsdeskPage !== data.page) {
    window.newsdeskPage = data.page;
    if (!narrow()) focusBox(data.box, 30);
  }
}
