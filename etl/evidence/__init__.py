"""Evidence read and checked: files, texts, rules, what can be true."""
