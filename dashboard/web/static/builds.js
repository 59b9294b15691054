/* Whoever reads an older build stays in it: links between our pages name it before they are followed or copied. */
(() => {
    const name = ({ target }) => {
        const build = document.querySelector(".older")?.dataset.build;
        const link = build && target.closest?.("a[href]:not(.older a, [download])");
        if (!link) return;
        const to = new URL(link.href);
        const isPage = to.origin === location.origin && !/\/(api|brief|search|feed\.|embed|desk)/.test(to.pathname);
        if (!isPage || to.searchParams.has("build")) return;
        to.searchParams.set("build", build);
        link.href = to.href;
    };
    for (const event of ["pointerover", "pointerdown", "focusin"]) addEventListener(event, name, true);
})();
