/* Whether the page is connected. A proxy may refuse websockets, a server may be stopped: a line says so, with the
   way to the brief, and again when the connection is back. Streamlit's client goes on trying by itself. */
(() => {
    const FIRST_MS = 12000, AGAIN_MS = 5000; // until a line says so: of a page that opens, of a connection that is lost
    const REFUSED = 2; // handshakes, one after the other
    const ENDED = 4401; // the code by which a server closes the connection of a session that has ended
    const SHOWN_MS = 6000; // that it is back
    let was = false, refused = 0, timer = 0;

    const element = (name, more, ...children) => {
        const made = Object.assign(document.createElement(name), more);
        made.append(...children);
        return made;
    };
    const hide = () => {
        document.querySelector(".unconnected")?.remove();
        delete document.documentElement.dataset.unconnected;
    };
    const tell = (what, isWell = false) => {
        clearTimeout(timer);
        const lang = document.documentElement.lang, words = siyadaTold[lang] ?? siyadaTold.en;
        const chapter = location.pathname.split("/").pop();
        const brief = `brief?lang=${lang}${chapter ? `&chapter=${chapter}` : ""}`;
        hide();
        const again = element("a", { href: location.href }, what === "ended" ? words.enter : words.again);
        again.addEventListener("click", event => { event.preventDefault(); location.reload(); });
        const links = isWell ? [] : what === "ended" ? [again] : [element("a", { href: brief }, words.brief), " · ", again];
        const box = element("div", { className: "unconnected" }, element("span", {}, words[what]), " ", ...links);
        box.setAttribute("role", isWell ? "status" : "alert");
        document.body.prepend(box);
        document.documentElement.style.setProperty("--unconnected", `${box.offsetHeight}px`);
        document.documentElement.dataset.unconnected = what;
        if (isWell) timer = setTimeout(hide, SHOWN_MS);
    };
    const wait = (ms, what) => { clearTimeout(timer); timer = setTimeout(() => tell(what), ms); };
    const alive = () => {
        const state = document.documentElement.dataset.unconnected;
        clearTimeout(timer);
        refused = 0;
        was = true;
        if (state === "refused" || state === "lost") tell("back", true);
    };
    const gone = () => {
        if (was) wait(AGAIN_MS, "lost");
        was = false;
    };

    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
        constructor(...given) {
            super(...given);
            const knew = document.documentElement.dataset.connectedOnce !== undefined;
            let opened = false;
            this.addEventListener("open", () => { opened = true; if (knew) alive(); });
            this.addEventListener("message", () => { document.documentElement.dataset.connectedOnce = ""; alive(); }, { once: true });
            this.addEventListener("close", event => {
                if (event.code === ENDED) tell("ended");
                else if (opened) gone();
                else if (++refused >= REFUSED && !document.documentElement.dataset.unconnected) tell(knew ? "lost" : "refused");
            });
        }
    };
    window.siyadaUntold = title => { if (title === "Bad message format") tell("broken"); };
    wait(FIRST_MS, "refused");
})();
