/* What the server sends of a page is read at once; when Streamlit has drawn the same page, that takes its place. */
(() => {
    const first = document.getElementById("first");
    if (!first) return;
    first.querySelector(".first-chapters [aria-current]").scrollIntoView({ inline: "center", block: "nearest" });
    // Streamlit fetches the code of some elements late: until then a grey block stands in their place.
    const isDrawn = () => document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        && !document.querySelector('#root [data-testid="stSkeleton"]')
        // A page that could not be drawn to its end says so, and has no footer.
        && (document.querySelector("#root footer.footer") && document.querySelector(".st-key-lang-choice button")
            || document.querySelector('#root [data-testid="stAlert"]'));
    const swap = () => {
        if (!first.isConnected || !isDrawn()) return;
        seen.disconnect();
        const { scrollTop } = first;
        const typed = first.querySelector("input[type=search]");
        const [words, isTyping] = [typed.value, document.activeElement === typed];
        first.remove();
        const [main, box] = [document.querySelector('[data-testid="stMain"]'), document.querySelector(".find input[type=search]")];
        if (scrollTop && main) main.scrollTop = scrollTop;
        if (!box) return;
        box.value = words;
        if (isTyping) box.focus({ preventScroll: true });
    };
    const seen = new MutationObserver(() => requestAnimationFrame(swap));
    seen.observe(document.getElementById("root"), {
        subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"],
    });
})();
