"""Charts and maps as inline SVG, without a script."""
