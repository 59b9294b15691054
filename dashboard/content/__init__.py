"""What a reader gets, as frozen values: chapters, figures, tables, charts, maps, scales, colours and choices."""
