/* Tables of many rows: sorted by any column, searched, and shown so again from the address (#;register.sort=planned_mw). */
(() => {
    const TABLE = ".framed table[data-table]";
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
    // Accents, Arabic vowel signs and letter forms are not what a reader searches for.
    const plain = text => text.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, "")
        .replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647").toLowerCase();

    const read = () => new Map(decodeURIComponent(location.hash.slice(1)).split(";").slice(1).map(part => {
        const cut = part.indexOf("=");
        return [part.slice(0, cut), part.slice(cut + 1)];
    }));
    const write = (key, value) => {
        const state = read();
        value ? state.set(key, value) : state.delete(key);
        const parts = [...state].map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
        const [section] = location.hash.slice(1).split(";");
        const address = [section, ...parts].join(";");
        history.replaceState(history.state, "", `#${address}`);
    };

    const value = cell => cell.dataset.value ?? cell.textContent.trim();
    const compare = (a, b) => (isFinite(a) && isFinite(b) && a !== "" && b !== "" ? a - b : collator.compare(a, b));

    const sort = (table, key, down) => {
        const heads = [...table.tHead.rows[0].cells], place = heads.findIndex(head => head.dataset.key === key);
        heads.forEach((head, at) => head.setAttribute("aria-sort", at === place ? (down ? "descending" : "ascending") : "none"));
        const rows = [...table.tBodies[0].rows];
        rows.forEach((row, at) => { row.dataset.at ??= at; });
        const blank = row => (place < 0 || value(row.cells[place]) === "" ? 1 : 0);
        rows.sort((a, b) => (place < 0 ? 0 : blank(a) - blank(b) || (down ? -1 : 1) * compare(value(a.cells[place]), value(b.cells[place])))
            || a.dataset.at - b.dataset.at);
        table.tBodies[0].append(...rows);
    };
    const find = (table, words, count) => {
        const wanted = plain(words).split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const row of table.tBodies[0].rows) {
            const text = wanted.length ? plain(row.textContent) : "";
            row.hidden = !wanted.every(word => text.includes(word));
            shown += !row.hidden;
        }
        table.closest(".fold")?.classList.toggle("searched", wanted.length > 0);
        count.textContent = wanted.length ? table.dataset.count.replace("{count}", shown) : "";
    };

    const equip = table => {
        if (table.dataset.ready !== undefined) return;
        table.dataset.ready = "";
        const { table: id, sort: sortWord, find: findWord } = table.dataset, state = read();
        const bar = Object.assign(document.createElement("div"), { className: "table-bar" });
        const field = Object.assign(document.createElement("input"), { type: "search", placeholder: findWord, value: state.get(`${id}.find`) ?? "" });
        field.setAttribute("aria-label", `${findWord}: ${table.dataset.title}`);
        const order = Object.assign(document.createElement("select"), { className: "table-order" });
        order.setAttribute("aria-label", `${sortWord}: ${table.dataset.title}`);
        const count = Object.assign(document.createElement("span"), { className: "table-count" });
        count.setAttribute("role", "status");
        order.append(new Option(sortWord, ""));
        const put = (key, down) => {
            sort(table, key, down);
            order.value = key ? `${down ? "-" : ""}${key}` : "";
            write(`${id}.sort`, order.value);
        };
        for (const head of table.tHead.rows[0].cells) {
            const button = Object.assign(document.createElement("button"), { type: "button", className: "sort" });
            button.append(...head.childNodes);
            button.addEventListener("click", () => {
                const now = head.getAttribute("aria-sort"); // up, down, as written
                put(now === "descending" ? "" : head.dataset.key, now === "ascending");
            });
            head.append(button);
            const name = button.textContent;
            order.append(new Option(`${name} ↑`, head.dataset.key), new Option(`${name} ↓`, `-${head.dataset.key}`));
        }
        order.addEventListener("change", () => put(order.value.replace("-", ""), order.value.startsWith("-")));
        field.addEventListener("input", () => { find(table, field.value, count); write(`${id}.find`, field.value.trim()); });
        bar.append(field, order, count);
        table.parentElement.before(bar);
        const asked = state.get(`${id}.sort`) ?? "";
        if (asked) put(asked.replace("-", ""), asked.startsWith("-"));
        if (field.value) find(table, field.value, count);
    };
    new MutationObserver(changes => {
        for (const change of changes)
            for (const node of change.addedNodes)
                if (node.nodeType === Node.ELEMENT_NODE) {
                    if (node.matches(TABLE)) equip(node);
                    node.querySelectorAll(TABLE).forEach(equip);
                }
    }).observe(document.documentElement, { childList: true, subtree: true });
})();
