/* Since your last visit: the newest thing a reader has seen, and the day of it, stay in this browser and are sent nowhere. */
(() => {
    const KEY = "siyada.visit";
    const read = store => { try { return JSON.parse(store.getItem(KEY)); } catch { return null; } };
    const keep = (store, value) => { try { store.setItem(KEY, JSON.stringify(value)); } catch { /* a browser that keeps nothing */ } };
    const stores = () => { try { return [sessionStorage, localStorage]; } catch { return null; } };

    const tell = box => {
        const found = stores();
        box.dataset.told = "";
        if (!found) return;
        const [tab, browser] = found;
        let last = read(tab); // of this tab: a page drawn again is no new visit
        if (!last) {
            last = read(browser) ?? {};
            keep(tab, last);
            keep(browser, { newest: box.dataset.newest, on: new Date().toISOString() });
        }
        if (typeof last.newest !== "string" || isNaN(Date.parse(last.on))) return; // the first visit
        const { lang } = document.documentElement;
        const day = new Intl.DateTimeFormat({ ar: "ar-MA", en: "en-GB" }[lang] ?? lang, { dateStyle: "long" }).format(new Date(last.on));
        let count = 0;
        for (const line of box.querySelectorAll("[data-at]")) {
            line.hidden = line.dataset.at <= last.newest;
            count += !line.hidden;
        }
        box.querySelector("ul").hidden = !count;
        box.querySelector(".told").textContent = (count ? box.dataset.since : box.dataset.nothing).replace("{day}", day);
        box.hidden = false;
    };
    const look = () => { for (const box of document.querySelectorAll(".visit:not([data-told])")) tell(box); };
    new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
    addEventListener("click", ({ target }) => {
        if (!target.closest?.("[data-forget]")) return;
        for (const store of stores() ?? []) store.removeItem(KEY);
        target.closest(".visit").hidden = true;
    });
    look();
})();
