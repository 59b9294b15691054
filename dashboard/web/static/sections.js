/* Sections: each has its address (#failures), opens when it is asked for, and is open in print. */
(() => {
    // "#failures;register.sort=planned_mw": a section, then how tables are shown (tables.js).
    const named = () => decodeURIComponent(location.hash.slice(1)).split(";")[0];
    const WAIT_MS = 8000, AGAIN_MS = 120; // what stands above a section still arrives, and grows
    let wanted = "";

    const address = id => { // the section changes, how tables are shown stays
        const [, ...tables] = location.hash.slice(1).split(";");
        history.replaceState(history.state, "", `#${[id, ...tables].join(";")}`);
    };
    const open = target => {
        for (let fold = target; fold; fold = fold.parentElement?.closest("details")) if (fold.matches("details")) fold.open = true;
    };
    // A section that stands in another chapter now is shown there: the head of the old one says where.
    const follow = () => {
        const moved = document.querySelector("[data-moved]")?.dataset.moved.split("; ").map(one => one.split(" "));
        const path = wanted && moved?.find(([name]) => name === wanted)?.[1];
        if (!path) return;
        const lang = new URLSearchParams(location.search).get("lang");
        location.replace(`${path}${lang ? `?lang=${lang}` : ""}#${wanted}`);
        wanted = "";
    };
    const want = id => {
        wanted = id === "chapter" ? "" : id; // the chapter itself is where the page begins
        const until = performance.now() + WAIT_MS;
        const look = () => {
            if (!wanted || wanted !== id || performance.now() > until) return;
            const target = document.getElementById(id);
            if (!target) follow();
            else if (target.popover) return target.showPopover(); // the receipt of a figure
            else {
                open(target);
                if (Math.abs(target.getBoundingClientRect().top) > 24) target.scrollIntoView();
            }
            setTimeout(look, AGAIN_MS);
        };
        look();
    };
    addEventListener("hashchange", () => want(named()));
    for (const moved of ["wheel", "touchstart", "keydown", "pointerdown"]) // the reader goes elsewhere
        addEventListener(moved, () => { wanted = ""; }, { capture: true, passive: true });
    addEventListener("click", event => {
        const link = event.target.closest?.('.contents a[href^="#"]');
        if (!link || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        address(link.hash.slice(1));
        link.closest("details")?.removeAttribute("open");
        want(named());
    });
    addEventListener("click", ({ target }) => { // a section that the reader opens gives its address
        const fold = target.closest?.("details.folding > summary")?.parentElement;
        if (fold && !fold.open) address(fold.id);
    });

    // Streamlit writes the address anew when a choice or the language changes, without what stands after "#".
    for (const name of ["pushState", "replaceState"]) {
        const write = history[name].bind(history);
        history[name] = (state, title, url) => {
            const next = url == null ? null : new URL(url, location.href);
            if (next && !String(url).includes("#") && next.pathname === location.pathname) next.hash = location.hash;
            write(state, title, next);
            mark();
        };
    }

    // On a phone a section of several parts is closed when it arrives: its first sentence says what it holds.
    const PHONE = matchMedia("(max-width: 40rem)");
    const close = fold => {
        if (fold.id === named()) fold.open = true; // drawn anew, in another language say
        else if (PHONE.matches && fold.dataset.seen === undefined) fold.open = false;
        fold.dataset.seen = "";
    };
    // The link of the chapter that is shown says so, and stands in sight where the row of links is wider than the page.
    const mark = () => {
        const row = document.querySelector(".st-key-chapters");
        row?.setAttribute("role", "navigation"); // Streamlit makes a plain row of it
        row?.setAttribute("aria-label", (siyadaTold[document.documentElement.lang] ?? siyadaTold.en).chapters);
        for (const link of row?.querySelectorAll("a") ?? []) {
            const is_here = location.pathname.endsWith(`/${link.getAttribute("href").split("?")[0]}`);
            is_here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
            if (!is_here || row.scrollWidth <= row.clientWidth) continue;
            const [at, box] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
            row.scrollLeft += at.left + at.width / 2 - box.left - box.width / 2;
        }
    };
    // Each language is named in itself: a voice that reads it out is told which it is.
    const name = () => {
        for (const button of document.querySelectorAll(".st-key-lang-choice button"))
            button.lang = siyadaLanguages[button.textContent.trim()] ?? "";
    };
    // The place that scrolls is Streamlit's first stop of the keyboard; the link past the head of the page comes before all.
    const yieldStop = () => document.querySelector('[data-testid="stMain"][tabindex="0"]')?.setAttribute("tabindex", "-1");
    const arrived = node => {
        yieldStop();
        if (node.closest(".st-key-lang-choice") || node.querySelector(".st-key-lang-choice")) name();
        if (node.matches("details.folding")) close(node);
        node.querySelectorAll("details.folding").forEach(close);
        if (node.closest(".st-key-chapters") || node.querySelector(".st-key-chapters a")) mark();
    };
    new MutationObserver(changes => {
        for (const change of changes)
            for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) arrived(node);
    }).observe(document.documentElement, { childList: true, subtree: true });
    want(named());

    const folded = () => document.querySelectorAll("details.folding:not([open])");
    let opened = [];
    addEventListener("beforeprint", () => { opened = [...folded()]; opened.forEach(fold => { fold.open = true; }); });
    addEventListener("afterprint", () => opened.forEach(fold => { fold.open = false; }));
})();
