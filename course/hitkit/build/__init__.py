"""From a module's text to notebooks: the instructor's source and the student edition."""
