"""What each chapter says: pure functions of a build, the reader's choices and a language."""
