/* The page's own script: what a reader may never look at is made when it is wanted. */
(() => {
    // A panel (a receipt, a table) is filled when it opens.
    addEventListener("beforetoggle", ({ target: panel }) => {
        if (panel.dataset.body === undefined) return;
        panel.insertAdjacentHTML("beforeend", panel.dataset.body);
        delete panel.dataset.body;
        for (const table of panel.querySelectorAll("table")) { // on a phone each cell shows its column's name
            const names = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
            for (const row of table.tBodies[0].rows)
                [...row.cells].forEach((cell, place) => { cell.dataset.label = names[place]; });
        }
    }, true);

    // "/" leads to the box of search, wherever the reader is but in a field.
    addEventListener("keydown", event => {
        const box = document.querySelector(".find input[type=search]");
        if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !box) return;
        if (event.target.closest("input, textarea, select, [contenteditable], [role=combobox]")) return;
        event.preventDefault();
        box.focus();
        box.select();
    });
    // Streamlit cleans a field called "lang" of its name.
    addEventListener("submit", event => {
        if (!event.target.matches(".find")) return;
        const box = event.target.querySelector("input[type=search]");
        event.preventDefault();
        location.assign(`search?${new URLSearchParams({ q: box.value, lang: document.documentElement.lang })}`);
    });

    // A figure is copied as a sentence; where a page comes over plain http, the browser has no other way than a selection.
    addEventListener("click", async ({ target }) => {
        const button = target.closest?.("[data-copy]");
        if (!button) return;
        if (navigator.clipboard) await navigator.clipboard.writeText(button.dataset.copy);
        else {
            const field = button.appendChild(document.createElement("textarea"));
            field.value = button.dataset.copy;
            field.select();
            document.execCommand("copy");
            field.remove();
        }
        button.textContent = button.dataset.done;
    });

    // Streamlit's folds are moved by a script, which asks nobody; where less motion is wished for they are at once as they will be.
    const still = matchMedia("(prefers-reduced-motion: reduce)"), { animate } = Element.prototype;
    Element.prototype.animate = function (frames, options) {
        const asked = typeof options === "number" ? { duration: options } : options;
        return animate.call(this, frames, still.matches ? { ...asked, delay: 0, duration: 0 } : options);
    };

    // What comes as HTML loses its SVG on the way: it travels as an attribute.
    const SVG = "[data-svg]";
    const put = place => {
        place.innerHTML = place.dataset.svg;
        delete place.dataset.svg;
        if (place.matches(".plot")) sized.observe(place);
    };
    // A drawing that is wider than its place is reached and scrolled by the keyboard too, under its title.
    const sized = new ResizeObserver(changes => {
        for (const { target: place } of changes) {
            const isWider = place.scrollWidth > place.clientWidth && getComputedStyle(place).overflowX === "auto";
            const said = { tabindex: 0, role: "region", "aria-label": place.closest(".chart")?.querySelector("h3")?.textContent ?? "" };
            for (const [name, value] of Object.entries(said)) isWider ? place.setAttribute(name, value) : place.removeAttribute(name);
        }
    });
    const watch = node => {
        if (node.matches(SVG)) put(node);
        node.querySelectorAll(SVG).forEach(put);
    };
    new MutationObserver(changes => {
        for (const change of changes)
            for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) watch(node);
    }).observe(document.documentElement, { childList: true, subtree: true });

    // A chart is a drawing until a reader reaches for it; then Plotly, which says more of each mark, takes its place.
    let library;
    const load = () => library ??= new Promise((done, failed) => {
        const script = document.createElement("script");
        Object.assign(script, { src: document.querySelector("meta[name=plotly]").content, onload: () => done(window.Plotly), onerror: failed });
        document.head.append(script);
    });
    const isDark = place => {
        const scheme = getComputedStyle(place).colorScheme;
        return scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    };
    const reach = async place => {
        if (place.dataset.reached !== undefined) return;
        place.dataset.reached = "";
        try {
            const figure = fetch(`${place.dataset.figure}&mode=${isDark(place) ? "dark" : "light"}`);
            const [plotly, answer] = await Promise.all([load(), figure]);
            if (!answer.ok) return; // of a build that is gone, say: the drawing stays
            const { data, layout, config } = await answer.json();
            const stage = place.appendChild(document.createElement("div"));
            stage.className = "stage";
            await plotly.newPlot(stage, data, layout, { ...config, responsive: true });
            place.dataset.live = "";
        } catch { delete place.dataset.reached; } // no connection now: the next time
    };
    for (const kind of ["pointerover", "focusin"])
        addEventListener(kind, ({ target }) => {
            const place = kind === "focusin" ? target.closest?.(".chart")?.querySelector(".plot") : target.closest?.(".plot");
            if (place) reach(place);
        });
})();
