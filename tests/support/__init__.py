"""What the tests stand on: servers, templates, pgTAP collection, parsing."""
