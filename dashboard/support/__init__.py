"""Small tools that know nothing of chapters: a cache, bounded processes, the edition, quoting."""
