// The documents' only script: the chosen theme, a button on every example, and the search.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('dregs-theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // Storage may be closed; the system's theme is as good.
  }
  const dark = () => getComputedStyle(root).colorScheme === 'dark'
    || (root.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  // The explorer's own style knows this class.
  root.classList.toggle('dark-mode', dark());

  const addCopyButtons = () => {
    for (const block of document.querySelectorAll('main > pre')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = 'Copy';
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(block.querySelector('code').textContent);
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = 'Copy'; }, 1500);
      });
      block.append(button);
      block.tabIndex = 0;
    }
  };

  // Pages are read once, when somebody first types.
  let pages;
  const read = async () => {
    const links = [...document.querySelectorAll('nav a[href^="/docs/"]')].filter((link) => !link.pathname.endsWith('explorer'));
    const parser = new DOMParser();
    return Promise.all(links.map(async (link) => {
      const text = await (await fetch(link.href)).text();
      const main = parser.parseFromString(text, 'text/html').querySelector('main');
      const sections = [];
      for (const part of main.children) {
        if (/^H[1-3]$/.test(part.tagName)) sections.push({ title: part.textContent, id: part.id, text: '' });
        else if (sections.length) sections.at(-1).text += ` ${part.textContent}`;
      }
      return sections.map((section) => ({ ...section, page: link.textContent, href: `${link.pathname}#${section.id}` }));
    })).then((all) => all.flat());
  };
  const find = async (words) => {
    pages ??= read();
    const all = await pages;
    const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
    const rank = (section) => {
      const title = section.title.toLowerCase();
      const text = section.text.toLowerCase();
      if (!parts.every((part) => title.includes(part) || text.includes(part))) return 0;
      return parts.filter((part) => title.includes(part)).length * 10 + 1;
    };
    return all.map((section) => [rank(section), section]).filter(([score]) => score > 0)
      .sort((a, b) => b[0] - a[0]).slice(0, 12).map(([, section]) => section);
  };

  document.addEventListener('DOMContentLoaded', () => {
    addCopyButtons();
    const input = document.getElementById('find');
    const list = document.getElementById('found');
    input.addEventListener('input', async () => {
      const words = input.value;
      const found = words.trim().length > 1 ? await find(words) : [];
      if (words !== input.value) return;
      list.hidden = words.trim().length < 2;
      list.replaceChildren(...found.map((section) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = section.href;
        link.textContent = section.title;
        const page = document.createElement('small');
        page.textContent = section.page;
        link.append(page);
        item.append(link);
        return item;
      }));
      if (!list.hidden && !found.length) list.textContent = 'Nothing found.';
    });
  });
})();
