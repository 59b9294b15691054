"""Thin pages: widgets -> choices -> chapter -> screen."""
