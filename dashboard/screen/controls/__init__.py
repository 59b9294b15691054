"""The widgets of each chapter's page: set from the choices, and writing the address when they are moved."""
