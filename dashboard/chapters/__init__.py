"""What each chapter says: pure functions of a pinned build, the reader's choices and a language."""
